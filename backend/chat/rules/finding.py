"""What a message is found by, and how what was found is shown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from backend.core import search, timeline
from backend.core.text import one_line, plain
from schemas.words import ChannelKind

EXCERPT = 240  # characters
BEFORE_MATCH = 80
MENTION = re.compile(r"<@(\d{1,16})>")
_WORD = re.compile(r"\w+")
EVERYBODY = "all"
OPENED_BEFORE, READ_AFTER = timedelta(days=14), timedelta(days=28)  # an edition's weeks of conversation

Part = dict[str, str | bool]


def words_of(text: str) -> str:
    """All that a message is found by; whom it mentions is not among it."""
    return timeline.words_of(MENTION.sub(" ", text))


def places_of(channel_id: int, author_id: int, kind: ChannelKind, key: str | None) -> str:
    """Where a message stands, and for whom: for all, or for the two of a direct channel (`direct:3:12`)."""
    readers = [EVERYBODY]
    if kind is ChannelKind.DIRECT:
        readers = [theirs(int(person)) for person in (key or "").split(":")[1:]]
    return " ".join([of_channel(channel_id), by(author_id), *readers])


def of_channel(channel_id: int) -> str:
    """The place of what is said in a channel."""
    return f"c{channel_id}"


def by(author_id: int) -> str:
    """The place of what somebody says."""
    return f"p{author_id}"


def theirs(person_id: int) -> str:
    """The place of what one of two is to read."""
    return f"d{person_id}"


def begins(day: date) -> datetime:
    """The first moment of a day, in UTC."""
    return datetime.combine(day, time(), UTC)


def edition(starts_on: date, ends_on: date) -> tuple[date, date]:
    """The days on which an edition is talked about: as long as its sessions' channels can be written in."""
    return starts_on - OPENED_BEFORE, ends_on + READ_AFTER


def parts(html: str, text: str, words: Sequence[str], names: Mapping[int, str]) -> list[Part]:
    """The words of a message round the first match, in parts: what holds a searched word is marked.

    As it is read; where the match stands only in what was typed, such as the address behind a link, as it was typed,
    mentions by name.
    """
    line = one_line(plain(html))
    matches = _matches(line, words)
    if not matches:
        line = one_line(MENTION.sub(lambda found: f"@{names.get(int(found[1]), '')}", text))
        matches = _matches(line, words)
    start, end = _window(line, matches[0][0] if matches else 0)
    shown = _cut(line, matches, start, end)
    return [*([_part("…")] if start else []), *shown, *([_part("…")] if end < len(line) else [])]


def _matches(line: str, words: Sequence[str]) -> list[tuple[int, int]]:
    return [found.span() for found in _WORD.finditer(line) if _holds(found.group(), words)]


def _part(text: str, *, marked: bool = False) -> Part:
    return {"text": text, "marked": marked}


def _holds(word: str, words: Iterable[str]) -> bool:
    return any(part.startswith(wanted) for part in search.every_word(word) for wanted in words)


def _window(line: str, match: int) -> tuple[int, int]:
    start = line.rfind(" ", 0, match - BEFORE_MATCH) + 1 if match > BEFORE_MATCH else 0
    if len(line) <= start + EXCERPT:
        return start, len(line)
    end = line.rfind(" ", match + 1, start + EXCERPT)
    return start, end if end > match else start + EXCERPT


def _cut(line: str, matches: Iterable[tuple[int, int]], start: int, end: int) -> Iterable[Part]:
    place = start
    for first, last in matches:
        if start <= first and last <= end:
            if first > place:
                yield _part(line[place:first])
            yield _part(line[first:last], marked=True)
            place = last
    if place < end:
        yield _part(line[place:end])
