"""The blogroll as OPML 2.0, for any feed reader."""

import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Protocol
from xml.etree import ElementTree as ET

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Blogging(Protocol):
    """Somebody with a blog."""

    name: Any

    @property
    def blog_title(self) -> str:
        """What the blog calls itself."""

    @property
    def blog_url(self) -> str:
        """The page to read."""

    @property
    def feed_url(self) -> str:
        """Where its feed is."""


def write(title: str, bloggers: Iterable[Blogging], *, at: datetime) -> bytes:
    """The blogs of these people; who has no address is left out, and who has no feed is a link."""
    root = ET.Element("opml", {"version": "2.0"})
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = _legal(title)
    ET.SubElement(head, "dateCreated").text = format_datetime(at, usegmt=True)
    body = ET.SubElement(root, "body")
    for blogger in bloggers:
        if blogger.blog_url or blogger.feed_url:
            ET.SubElement(body, "outline", _outline(blogger))
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _outline(blogger: Blogging) -> dict[str, str]:
    named = blogger.blog_title or blogger.name
    said = {"text": named, "title": named, "description": blogger.name}
    if blogger.feed_url:
        said |= {"type": "rss", "xmlUrl": blogger.feed_url, "htmlUrl": blogger.blog_url}
    else:
        said |= {"type": "link", "url": blogger.blog_url}
    return {name: _legal(value) for name, value in said.items() if value}


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
