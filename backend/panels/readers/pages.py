"""A blog's page: its title, and the feeds it names (`<link rel="alternate">`). Read by patterns, in one pass."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from backend.core.text import one_line, web_address

LONGEST_TITLE, LONGEST_ADDRESS = 200, 500
_TAG = re.compile(r"<(base|link)\s([^<>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]{1,20})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
_CHARSET = re.compile(rb"charset=[\"']?([a-z0-9_-]{2,20})", re.IGNORECASE)
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_ASIDE = re.compile("comment", re.IGNORECASE)  # a feed of what others answered is not what the blogger writes
_ROOT = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_HEAD = 4_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, and the address of its feed, empty when it names none."""

    title: str
    feed_url: str


def read(body: bytes, *, url: str) -> Page:
    """What the page at `url` says of itself."""
    text = _decoded(body)
    base, feeds = url, []
    for tag, attributes in _tags(text):
        if tag == "base":
            base = web_address(attributes.get("href", ""), base=url) or base
        elif _names_a_feed(attributes) and (address := web_address(attributes["href"], base=base)):
            feeds.append((bool(_ASIDE.search(attributes.get("title", "") + address)), address))
    best = min(feeds, key=lambda feed: feed[0])[1] if feeds else ""
    return Page(_title(text), best if len(best) <= LONGEST_ADDRESS else "")


def is_feed(body: bytes) -> bool:
    """Whether a document looks like RSS or Atom from its beginning."""
    return bool(_ROOT.search(body[:_HEAD]))


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for tag, inside in _TAG.findall(text):
        values = {name.lower(): html.unescape(a or b or c).strip() for name, a, b, c in _ATTRIBUTE.findall(inside)}
        yield tag.lower(), values


def _names_a_feed(attributes: dict[str, str]) -> bool:
    relations = attributes.get("rel", "").lower().split()
    return "alternate" in relations and attributes.get("type", "").lower() in _FEEDS and "href" in attributes


def _title(text: str) -> str:
    found = _TITLE.search(text)
    return one_line(html.unescape(found[1]), LONGEST_TITLE) if found else ""


def _decoded(body: bytes) -> str:
    named = _CHARSET.search(body[:_HEAD])
    try:
        return body.decode(named[1].decode("ascii") if named else "utf-8", errors="replace")
    except LookupError:  # no encoding, or one of Python's that is none of text
        return body.decode("utf-8", errors="replace")
