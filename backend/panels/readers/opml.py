"""A list of blogs as OPML, from any feed reader. Read as it streams by, so that depth and length cost nothing.

The parser refuses every document type and entity; what is too much is refused in words, and nothing is taken in.
"""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from backend.core.errors import Refusal
from backend.core.text import one_line, plain, web_address
from schemas.words import RefusalCode

MOST_BYTES = 5 * 2**20
MOST_BLOGS = 500
LONGEST_NAME, LONGEST_ADDRESS = 200, 500
_MOST_WARNINGS = 20
_ENDLESS_TAG = re.compile(rb"<[^<]{100000}")


class UnreadableBlogroll(Refusal):
    """The file is no list of blogs, or broken; the sentence names the line and the reason."""

    code = RefusalCode.UNREADABLE_BLOGROLL
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    detail = "This list of blogs cannot be read."


@dataclass(frozen=True, slots=True)
class Listed:
    """A blog of the list; one of the two addresses is there."""

    name: str
    blog_url: str
    feed_url: str


@dataclass(frozen=True, slots=True)
class Blogroll:
    """The blogs of a file, each once, in its order, and what was left out of it."""

    blogs: tuple[Listed, ...]
    outlines: int
    warnings: tuple[str, ...]


class _Outlines:
    """Hears the parser: every outline with an address is a blog, however deep it stands."""

    def __init__(self) -> None:
        self.root = ""
        self.outlines = 0
        self.blogs: dict[str, Listed] = {}
        self.warnings: list[str] = []
        self.parser: Any = None

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        self.root = self.root or tag
        if tag == "outline":
            self.outlines += 1
            self._take({name.lower(): value for name, value in attributes.items()})

    def end(self, tag: str, /) -> None:
        """Nothing hangs on where an outline ends."""

    def data(self, text: str, /) -> None:
        """Nothing stands between outlines."""

    def close(self) -> None:
        """The parser is at the end."""

    def _take(self, said: dict[str, str]) -> None:
        told = {kind: said.get(kind, "").strip() for kind in ("xmlurl", "htmlurl", "url")}
        if not any(told.values()) or said.get("type", "").lower() == "include":
            return
        feed, page = _address(told["xmlurl"]), _address(told["htmlurl"] or told["url"])
        name = one_line(plain(said.get("text") or said.get("title") or ""), LONGEST_NAME)
        if not feed and not page:
            self._warn(f"Line {self.parser.CurrentLineNumber}: '{name[:80]}' has no address on the web.")
            return
        self.blogs.setdefault(feed or page, Listed(name, page, feed))

    def _warn(self, sentence: str) -> None:
        if len(self.warnings) < _MOST_WARNINGS:
            self.warnings.append(sentence)


def read(data: bytes, name: str) -> Blogroll:
    """The blogs that a file lists.

    Raises:
        UnreadableBlogroll: naming the file and the reason; also for a list of more blogs than a meeting has.
    """
    if len(data) > MOST_BYTES or _ENDLESS_TAG.search(data):
        raise _refusal(name, "it is larger than any list of blogs")
    heard = _Outlines()
    parser = DefusedXMLParser(target=heard, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    heard.parser = parser.parser
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException as error:
        raise _refusal(name, "it declares a document type or entities, which could be an attack") from error
    except ET.ParseError as error:
        why = f"the XML is broken on line {error.position[0]}: {str(error).partition(':')[0]}"
        raise _refusal(name, why) from error
    except (ValueError, LookupError) as error:
        raise _refusal(name, "its encoding is not known") from error
    return _checked(heard, name)


def _checked(heard: _Outlines, name: str) -> Blogroll:
    if heard.root != "opml":
        raise _refusal(name, f"its outermost element is <{one_line(heard.root, 40)}>, not <opml>")
    if len(heard.blogs) > MOST_BLOGS:
        raise _refusal(name, f"it lists {len(heard.blogs):,} blogs, and a meeting has {MOST_BLOGS} at most")
    if not heard.blogs:
        raise _refusal(name, "it lists no blogs")
    return Blogroll(tuple(heard.blogs.values()), heard.outlines, tuple(heard.warnings))


def _refusal(name: str, why: str) -> UnreadableBlogroll:
    return UnreadableBlogroll(f"{one_line(name, 200) or 'The file'} cannot be taken in: {why}.")


def _address(text: str) -> str:
    """The web address; `feed:` before it, or in place of http, is what some readers write."""
    scheme, _, rest = text.partition(":")
    if scheme.lower() == "feed":
        text = f"http:{rest}" if rest.startswith("//") else rest
    address = web_address(text)
    return address if len(address) <= LONGEST_ADDRESS else ""
