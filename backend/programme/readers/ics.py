"""iCalendar (RFC 5545) as conference tools and calendars write it."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from icalendar import Calendar, Component
from icalendar.parser import Contentline
from icalendar.prop import vBroken
from icalendar.timezone import tzp

from backend.core.text import one_line
from backend.programme.draft import Draft, DraftSlot
from backend.programme.readers import described_zones, recurrence, times
from backend.programme.readers.cast import Person
from backend.programme.readers.described_zones import listed
from backend.programme.readers.gathering import Gathering, Header, Item
from backend.programme.readers.source import THE_FILE, Source

FORMAT = "icalendar"
SESSION, SPEAKER, TRACK = "X-FIRESIDE-SESSION", "X-FIRESIDE-SPEAKER", "X-FIRESIDE-TRACK"

_MOST_PARTS = 30_000
_MOST_LINES = 120_000
_LINE = re.compile(r"\n[^ \t\r\n]")  # folded ones counted once
_Place = tuple[str, datetime]  # UID, and when that time of the event would have been
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


def read(source: Source) -> Draft:
    """The Draft of an iCalendar file: every event that has a time of day; one UID is one session."""
    text, guessed = source.text_or_latin()
    gathering = Gathering(source, FORMAT)
    if guessed:
        gathering.warn(THE_FILE, "it is not written in UTF-8 and was read as Western European letters")
    calendars = _parsed(source, gathering, text)
    zone, named = source.zone, ""
    for calendar in calendars:
        described_zones.check(source, calendar)
        if named := _text(calendar, "X-WR-TIMEZONE"):
            with source.at(THE_FILE):
                zone = times.zone_named(named)
    events = [_Event(number, event, zone) for number, event in enumerate(_events(calendars), start=1)]
    moved = _moved(source, events)
    replacing = {event.number for event in moved.values()}
    for event in events:
        if event.number not in replacing:
            _take(source, gathering, event, moved)
    title = next((title for calendar in calendars if (title := _title(calendar))), "")
    return gathering.draft(Header(title, named))


@dataclass(frozen=True, slots=True)
class _Event:
    """One VEVENT, with the zone for times that name none."""

    number: int
    component: Component
    zone: tzinfo

    @property
    def where(self) -> str:
        return f"item {self.number}: '{one_line(_text(self.component, 'SUMMARY'), 80)}'"

    @property
    def uid(self) -> str:
        return _text(self.component, "UID")

    @property
    def cancelled(self) -> bool:
        return _text(self.component, "STATUS").upper() == "CANCELLED"

    def value(self, name: str) -> Any:
        """A time or length, None where it is absent; one the library could not read is an error."""
        said = _only(self.component.get(name))
        if said is None:
            return None
        if isinstance(said, vBroken) or not hasattr(said, "dt"):
            raise ValueError(f"its {name} '{said}' cannot be read")
        return said

    def local(self, name: str) -> datetime | None:
        """A time of the event with its zone; None where it is absent or a whole day."""
        said = self.value(name)
        if said is None or not isinstance(said.dt, datetime):
            return None
        return self.zoned(said.dt, said.params.get("TZID", ""))

    def zoned(self, local: datetime, named: str = "") -> datetime:
        """The time with its zone; a zone nobody knows is an error."""
        if local.tzinfo:
            return local
        if named:
            raise ValueError(f"the time zone '{named}' is not known")
        return local.replace(tzinfo=self.zone)

    def minutes(self, starts: datetime) -> int | None:
        """How long it takes, by its end or its duration."""
        if ends := self.local("DTEND"):
            return int((times.in_utc(ends, self.zone) - times.in_utc(starts, self.zone)).total_seconds() // 60)
        length = self.value("DURATION")
        if length is None or not isinstance(length.dt, timedelta):
            return None
        return int(length.dt.total_seconds() // 60)


def _parsed(source: Source, gathering: Gathering, text: str) -> list[Component]:
    lines = sum(1 for _line in _LINE.finditer(text))
    if lines > _MOST_LINES or text.upper().count("BEGIN:") > _MOST_PARTS:
        raise source.refusal(THE_FILE, "it holds more parts than any programme")
    _check_whole(source, text)
    tzp.use_default()  # forgets the zones that an earlier file described
    try:
        with warnings.catch_warnings(record=True) as noted:
            warnings.simplefilter("always")
            calendars: list[Component] = [*Calendar.from_ical(text, multiple=True)]
    except OSError as error:
        raise source.refusal(THE_FILE, "a time zone that it names is not known") from error
    except _BROKEN as error:
        raise source.refusal(_broken_line(text), f"the calendar is broken: {str(error)[:200]}") from error
    for note in {str(note.message) for note in noted}:
        gathering.warn(THE_FILE, note)
    return calendars


def _check_whole(source: Source, text: str) -> None:
    """Refuse a file that was cut short: what it no longer names would be taken for missing."""
    upper = text.upper()
    if upper.rfind("BEGIN:VCALENDAR") > upper.rfind("END:VCALENDAR"):
        last = text.rstrip().count("\n") + 1
        raise source.refusal(f"line {last}", "the calendar breaks off before its end; fetch the whole file")


def _broken_line(text: str) -> str:
    """Where the first line stands that is not a line of a calendar."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith((" ", "\t")):
            try:
                Contentline(line).parts()  # type: ignore[no-untyped-call] # the library's own gap
            except ValueError:
                return f"line {number}"
    return THE_FILE


def _events(calendars: list[Component]) -> Iterator[Component]:
    for calendar in calendars:
        yield from calendar.walk("VEVENT")


def _moved(source: Source, events: list[_Event]) -> dict[_Place, _Event]:
    """The events that replace one time of a recurring event, by that time."""
    recurring = {event.uid for event in events if "RRULE" in event.component or "RDATE" in event.component}
    moved: dict[_Place, _Event] = {}
    for event in events:
        with source.at(event.where):
            if event.uid in recurring and (replaced := event.local("RECURRENCE-ID")):
                moved[event.uid, times.in_utc(replaced, event.zone)] = event
    return moved


def _take(source: Source, gathering: Gathering, event: _Event, moved: dict[_Place, _Event]) -> None:
    with source.at(event.where):
        item = _item(gathering, event)
        start = event.value("DTSTART")
        if start is not None and not isinstance(start.dt, datetime):
            gathering.warn(event.where, "it takes whole days and was left out")
            return
        for starts in _starts(gathering, event):
            other = moved.get((event.uid, times.in_utc(starts, event.zone)))
            if other is None:
                item.slots += _slot(gathering, event, starts)
            elif not other.cancelled and (shifted := other.local("DTSTART")):
                item.slots += _slot(gathering, other, shifted)
        gathering.take(item)


def _item(gathering: Gathering, event: _Event) -> Item:
    component, where = event.component, event.where
    item = Item(
        where,
        title=_text(component, "SUMMARY"),
        guid=_text(component, SESSION) or event.uid,
        texts=(_text(component, "DESCRIPTION"),),
        track=_text(component, TRACK),
        url=_text(component, "URL"),
        tags=tuple(str(tag) for tags in listed(component.get("CATEGORIES")) for tag in getattr(tags, "cats", ())),
        cancelled=event.cancelled,
    )
    for name in listed(component.get(SPEAKER)):
        if key := gathering.speaker(where, Person(str(name))):
            item.speakers.append(key)
    return item


def _slot(gathering: Gathering, event: _Event, starts: datetime) -> list[DraftSlot]:
    room = gathering.room(event.where, _text(event.component, "LOCATION"))
    first = event.local("DTSTART") or starts
    return gathering.slot(event.where, times.in_utc(starts, event.zone), event.minutes(first), room)


def _starts(gathering: Gathering, event: _Event) -> list[datetime]:
    """Every time the event takes place: its start, its rule, its extra dates, without its exceptions."""
    first = event.local("DTSTART")
    if first is None:
        return []
    starts = [first, *_repeated(gathering, event, first), *_dates(event, "RDATE")]
    found = {times.in_utc(start, event.zone): start for start in starts}
    for excepted in _dates(event, "EXDATE"):
        found.pop(times.in_utc(excepted, event.zone), None)
    return [found[moment] for moment in sorted(found)[: recurrence.MOST_TIMES]]


def _repeated(gathering: Gathering, event: _Event, first: datetime) -> Iterator[datetime]:
    for rule in listed(event.component.get("RRULE")):
        try:
            found = recurrence.times(rule, first)
        except _BROKEN:
            gathering.warn(event.where, "its repetition cannot be read; only its first time was taken")
            continue
        if not {"COUNT", "UNTIL"} & rule.keys():
            gathering.warn(event.where, "it repeats for ever; a year of it was taken")
        yield from (local.replace(tzinfo=first.tzinfo) for local in found)


def _dates(event: _Event, name: str) -> Iterator[datetime]:
    for dates in listed(event.component.get(name)):
        if isinstance(dates, vBroken) or not hasattr(dates, "dts"):
            raise ValueError(f"its {name} '{dates}' cannot be read")
        for said in dates.dts:
            start = said.dt[0] if isinstance(said.dt, tuple) else said.dt
            if isinstance(start, datetime):
                yield event.zoned(start, said.params.get("TZID", ""))


def _title(calendar: Component) -> str:
    return _text(calendar, "X-WR-CALNAME") or _text(calendar, "NAME") or _text(calendar, "SUMMARY")


def _text(component: Component, name: str) -> str:
    value = _only(component.get(name))
    return "" if value is None else str(value)


def _only(value: Any) -> Any:
    """The first of a property that may be given several times."""
    return value[0] if isinstance(value, list) and value else value
