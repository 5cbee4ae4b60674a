"""XML built from texts that may hold what XML cannot."""

import re
from xml.etree import ElementTree as ET

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """A new child with its text and attributes, without the characters XML refuses."""
    child = ET.SubElement(parent, tag, {name: _legal(value) for name, value in attributes.items() if value})
    child.text = _legal(text)
    return child


def as_bytes(root: ET.Element) -> bytes:
    """The document, in UTF-8, one element a line."""
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
