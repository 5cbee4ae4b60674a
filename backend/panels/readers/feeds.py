"""RSS and Atom, by feedparser: a feed's title and its newest posts, as plain words with web addresses only.

Nothing of a feed is believed: markup is taken off, addresses that are not http or https are left out, a time in the
future is now, and the parser is never given a text that it could take for the name of a file or an address.
"""

import calendar
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import feedparser

from backend.core.text import one_line, plain, web_address

MOST_POSTS = 10
LONGEST_TITLE, LONGEST_ADDRESS, EXCERPT = 200, 500, 280
_RAW = 20_000  # characters of a post that are looked at for its excerpt
_OLDEST = datetime(1995, 1, 1, tzinfo=UTC)  # older than any weblog


class NoFeed(ValueError):
    """The document is no feed; the text says what it seems to be."""


@dataclass(frozen=True, slots=True)
class Post:
    """Something that somebody wrote. `at` is None where the feed gives no time that can be; `url` may be empty."""

    key: str
    title: str
    url: str
    at: datetime | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the page it belongs to (empty when it names none), and its newest posts, newest first."""

    title: str
    url: str
    posts: tuple[Post, ...] = field(default=())


def read(body: bytes, *, url: str, content_type: str, now: datetime) -> Feed:
    """The feed that was found at `url`.

    Raises:
        NoFeed: for anything else.
    """
    headers = {"content-type": content_type, "content-location": url}
    found = _parsed(body, headers)
    if not found.get("version"):
        raise NoFeed("it is a web page, not a feed" if _is_page(body) else "it is not a feed")
    told = found.get("feed", {})
    posts = list(_posts(found.get("entries", ()), url, now))
    newest = sorted(posts, key=lambda post: post.at or _OLDEST, reverse=True)
    return Feed(_line(told.get("title")), _address(told.get("link"), url), tuple(newest[:MOST_POSTS]))


def _parsed(body: bytes, headers: dict[str, str]) -> Any:
    try:
        return feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # it meets hostile files with whatever its parsers raise
        raise NoFeed("it cannot be read as a feed") from error


def _is_page(body: bytes) -> bool:
    return b"<html" in body[:4_000].lower() or b"<!doctype html" in body[:4_000].lower()


def _posts(entries: Any, url: str, now: datetime) -> Iterator[Post]:
    for entry in entries:
        address, title = _address(entry.get("link"), url), _line(entry.get("title"))
        excerpt = _excerpt(entry)
        key = str(entry.get("id") or address or title)[:LONGEST_ADDRESS]
        if title or excerpt:
            yield Post(key, title or _cut(excerpt, LONGEST_TITLE // 2), address, _moment(entry, now), excerpt)


def _moment(entry: Any, now: datetime) -> datetime | None:
    told: Any = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")  # its own get warns
    try:
        at = datetime.fromtimestamp(calendar.timegm(told), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return min(at, now) if at >= _OLDEST else None


def _excerpt(entry: Any) -> str:
    texts = [entry.get("summary"), *(part.get("value") for part in entry.get("content") or ())]
    told = next((text for text in texts if isinstance(text, str) and text.strip()), "")
    return _cut(one_line(plain(told[:_RAW])), EXCERPT)


def _cut(text: str, longest: int) -> str:
    """The text, or as many whole words of it as fit, with an ellipsis."""
    if len(text) <= longest:
        return text
    words = text[: longest - 1].rpartition(" ")[0] or text[: longest - 1]
    return f"{words.rstrip(' ,;:.')}\u2026"


def _line(text: Any) -> str:
    return _cut(one_line(plain(text[:_RAW])), LONGEST_TITLE) if isinstance(text, str) else ""


def _address(text: Any, base: str) -> str:
    address = web_address(text, base=base) if isinstance(text, str) else ""
    return address if len(address) <= LONGEST_ADDRESS else ""
