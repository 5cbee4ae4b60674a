"""Collects what a reader finds into one Draft: texts cleaned and bounded, repeats joined, oddities noted."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from backend.core.text import fold, one_line
from backend.programme.draft import (
    LONGEST_LANGUAGE,
    LONGEST_NAME,
    LONGEST_PLACE,
    LONGEST_SLOT,
    LONGEST_TITLE,
    LONGEST_WORD,
    MOST_SESSIONS,
    MOST_SLOTS,
    Draft,
    DraftRoom,
    DraftSession,
    DraftSlot,
    DraftTrack,
    DraftWarning,
)
from backend.programme.readers.bounds import Bounds
from backend.programme.readers.cast import Cast, Person
from backend.programme.readers.source import THE_FILE, Source

_CANCELLED = re.compile(r"[\[(]?CANCELL?ED\b[\])]?\s*[:\u2013\u2014-]*\s*(?=\S)")
_MOST_WARNINGS = 1_000
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(slots=True)
class Item:
    """One event as a reader found it, texts still raw; `speakers` are keys, `links` (label, address) pairs."""

    where: str
    title: str
    guid: str = ""
    code: str = ""
    subtitle: str = ""
    texts: tuple[str, ...] = ()
    kind: str = ""
    track: str = ""
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    speakers: list[str] = field(default_factory=list)
    slots: list[DraftSlot] = field(default_factory=list)
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says about the whole meeting."""

    title: str = ""
    timezone: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


class Gathering:
    """Rooms, tracks, speakers and sessions of one file, in its order."""

    def __init__(self, source: Source, file_format: str, *, base: str = "") -> None:
        self._source = source
        self._format = file_format
        self._warnings: dict[DraftWarning, None] = {}
        self._bounds = Bounds(source, self.warn, base=base)
        self._cast = Cast(self._bounds, self.warn)
        self._rooms: dict[str, DraftRoom] = {}
        self._room_of_guid: dict[str, str] = {}
        self._tracks: dict[str, DraftTrack] = {}
        self._sessions: list[DraftSession] = []
        self._by_guid: dict[str, int] = {}
        self._by_code: dict[str, int] = {}
        self._by_page: dict[str, int] = {}
        self._taken = 0
        self._slots = 0

    def warn(self, where: str, what: str) -> None:
        """Note something that was mended or left out."""
        if len(self._warnings) < _MOST_WARNINGS:
            self._warnings.setdefault(DraftWarning(where, one_line(what, LONGEST_TITLE)))
        elif len(self._warnings) == _MOST_WARNINGS:
            self._warnings.setdefault(DraftWarning(THE_FILE, "there are more warnings than can be shown"))

    def room(self, where: str, name: str, *, guid: str = "", capacity: int | None = None) -> str | None:
        """The room of that name, in the spelling that came first; None where there is no name."""
        spelt = self._bounds.line(where, "the name of a room", name, LONGEST_PLACE)
        if not spelt:
            return None
        room = self._rooms.setdefault(fold(spelt), DraftRoom(spelt))
        guid = room.guid or self._bounds.line(where, "the guid of a room", guid, LONGEST_NAME)
        if guid and self._room_of_guid.setdefault(guid, room.name) != room.name:
            self.warn(where, f"the guid of the room '{room.name}' is also that of another and was dropped")
            guid = ""
        self._rooms[fold(spelt)] = replace(room, guid=guid, capacity=room.capacity or capacity)
        return room.name

    def track(self, where: str, name: str, *, colour: str = "") -> str:
        """The track of that name, in the spelling that came first."""
        spelt = self._bounds.line(where, "the name of a track", name, LONGEST_PLACE)
        if not spelt:
            return ""
        colour = colour.lower() if _COLOUR.fullmatch(colour) else ""
        return self._tracks.setdefault(fold(spelt), DraftTrack(spelt, colour)).name

    def speaker(self, where: str, person: Person) -> str | None:
        """The key of the speaker; None without a name."""
        return self._cast.take(where, person)

    def slot(self, where: str, starts_at: datetime, minutes: int | None, room: str | None) -> list[DraftSlot]:
        """The slot, or nothing where it could not be right; a length the file does not tell is 0."""
        if minutes is None:
            self.warn(where, "it has no length")
        if not 0 <= (minutes or 0) <= LONGEST_SLOT:
            self.warn(where, f"a length of {minutes} minutes cannot be right, so its time was left out")
            return []
        return [DraftSlot(starts_at, minutes or 0, room)]

    def take(self, item: Item) -> None:
        """Add the event: as a session of its own, or as more slots of the session it repeats."""
        self._taken += 1
        self._slots += len(item.slots)
        if self._taken > MOST_SESSIONS:
            raise self._source.refusal(THE_FILE, f"it holds more than {MOST_SESSIONS:,} sessions")
        if self._slots > MOST_SLOTS:
            raise self._source.refusal(THE_FILE, f"its sessions take place more than {MOST_SLOTS:,} times")
        session = self._cleaned(item)
        if not session.title:
            self.warn(item.where, "it has no title and was left out")
            return
        if not session.slots:
            self.warn(item.where, "it has no time, so it is not in the timetable yet")
        elif session.slots[0].room is None:
            self.warn(item.where, "it has no room")
        self._join(item.where, session)

    def draft(self, header: Header) -> Draft:
        """Everything taken so far; nothing is a refusal."""
        if not self._sessions:
            raise self._source.refusal(THE_FILE, "it holds no sessions")
        return Draft(
            format=self._format,
            title=self._bounds.word(THE_FILE, "the title of the meeting", header.title, LONGEST_TITLE),
            timezone=header.timezone,
            starts_on=header.starts_on,
            ends_on=header.ends_on,
            rooms=tuple(self._rooms.values()),
            tracks=tuple(self._tracks.values()),
            speakers=self._cast.all(),
            sessions=tuple(self._sessions),
            warnings=tuple(self._warnings),
        )

    def _join(self, where: str, session: DraftSession) -> None:
        by_guid, by_code = self._by_guid.get(session.guid), self._by_code.get(session.code)
        same = next((place for place in (by_guid, by_code) if self._has_title(place, session)), None)
        if same is None and self._is_alike(place := self._by_page.get(session.url), session):
            same = place
        if same is not None:
            self._add_slots(where, same, session)
            return
        if by_guid is not None:
            self._warn_of_repeat(where, "guid", session.guid, by_guid)
            session = replace(session, guid="")
        if by_code is not None:
            self._warn_of_repeat(where, "code", session.code, by_code)
            session = replace(session, code="")
        self._sessions.append(session)
        self._remember(session, len(self._sessions) - 1)

    def _has_title(self, place: int | None, session: DraftSession) -> bool:
        return place is not None and fold(self._sessions[place].title) == fold(session.title)

    def _is_alike(self, place: int | None, session: DraftSession) -> bool:
        """Whether nothing but time, place and numbers tells the two apart: formats number each slot anew."""
        if place is None:
            return False
        first = self._sessions[place]
        one, other = ((each.title, each.abstract, each.speakers) for each in (first, session))
        return one == other

    def _warn_of_repeat(self, where: str, kind: str, key: str, place: int) -> None:
        self.warn(where, f"its {kind} '{key}' is also that of '{self._sessions[place].title}' and was dropped")

    def _add_slots(self, where: str, place: int, session: DraftSession) -> None:
        first = self._sessions[place]
        new = tuple(slot for slot in session.slots if slot not in first.slots)
        if len(new) < len(session.slots):
            self.warn(where, "it stands twice at the same time and was taken once")
        both_cancelled = first.cancelled and session.cancelled
        self._sessions[place] = replace(first, slots=first.slots + new, cancelled=both_cancelled)
        self._remember(session, place)

    def _remember(self, session: DraftSession, place: int) -> None:
        names = (self._by_guid, session.guid), (self._by_code, session.code), (self._by_page, session.url)
        for known, name in names:
            if name:
                known.setdefault(name, place)

    def _cleaned(self, item: Item) -> DraftSession:
        where, bounds = item.where, self._bounds
        title = bounds.line(where, "the title", item.title, LONGEST_TITLE)
        called = _CANCELLED.sub("", title, count=1) if _CANCELLED.match(title) else title
        if called != title:
            self.warn(where, "its title says CANCELLED, so it is taken as cancelled")
        return DraftSession(
            title=called,
            guid=bounds.line(where, "the guid", item.guid, LONGEST_NAME),
            code=bounds.line(where, "the code", item.code, LONGEST_NAME),
            subtitle=bounds.word(where, "the subtitle", item.subtitle, LONGEST_TITLE),
            abstract=bounds.markup(where, "the abstract", *item.texts),
            kind=bounds.word(where, "the kind", item.kind, LONGEST_WORD),
            track=self.track(where, item.track),
            language=bounds.word(where, "the language", item.language, LONGEST_LANGUAGE),
            url=bounds.address(where, item.url),
            tags=self._tags(where, item.tags),
            links=bounds.links(where, item.links),
            speakers=tuple(dict.fromkeys(item.speakers)),
            slots=tuple(item.slots),
            cancelled=item.cancelled or called != title,
        )

    def _tags(self, where: str, tags: tuple[str, ...]) -> tuple[str, ...]:
        words = (self._bounds.word(where, "the tag", tag, LONGEST_WORD) for tag in tags)
        return tuple(dict.fromkeys(word for word in words if word))
