"""What schedule.xml and schedule.json of frab, c3voc, pentabarf and pretalx tell alike.

The two readers bring a file into the shape of schedule.json; this makes the Draft of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from backend.programme.draft import Draft
from backend.programme.readers import loose, times
from backend.programme.readers.cast import Person
from backend.programme.readers.gathering import Gathering, Header, Item
from backend.programme.readers.source import THE_FILE, Source

_LARGEST_ROOM = 1_000_000
_DATE_ALONE = len("2025-01-31")


@dataclass(frozen=True, slots=True)
class Event:
    """One event element: where it stands, the room it stands under, and its fields as in schedule.json."""

    where: str
    room: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Day:
    """One day; `starts` is when it begins, where the file tells."""

    where: str
    date: str
    starts: str = ""
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A whole file; rooms and tracks are those it declares apart from the events."""

    format: str
    conference: Mapping[str, Any]
    days: list[Day]
    rooms: Iterable[Mapping[str, Any]] = ()
    tracks: Iterable[Mapping[str, Any]] = ()


def read(source: Source, schedule: Schedule) -> Draft:
    """The Draft of a schedule."""
    conference = schedule.conference
    with source.at(THE_FILE):
        named = loose.first(conference, "time_zone_name", "timezone")
        zone = times.zone_named(named) if named else source.zone
        starts_on, ends_on = _date(conference, "start"), _date(conference, "end")
        change = times.clock(loose.first(conference, "day_change") or "00:00")
    gathering = Gathering(source, schedule.format, base=loose.first(conference, "base_url"))
    _declare(gathering, schedule)
    for day in schedule.days:
        with source.at(day.where):
            timing = _Timing.of(day, zone, change)
        for event in day.events:
            with source.at(event.where):
                gathering.take(_item(gathering, event, timing))
    return gathering.draft(Header(loose.first(conference, "title"), named, starts_on, ends_on))


@dataclass(frozen=True, slots=True)
class _Timing:
    """How to read the times of a day: its date, when it changes, the zone."""

    on: date | None
    change: time
    zone: ZoneInfo

    @classmethod
    def of(cls, day: Day, zone: ZoneInfo, change: time) -> "_Timing":
        if day.starts and not change.hour:
            change = times.moment(day.starts, zone).astimezone(zone).time()
        return cls(times.day(day.date) if day.date else None, change, zone)

    def start(self, fields: Mapping[str, Any]) -> datetime | None:
        """When the event starts: its own date and time, else its time on the programme's day."""
        said, at = loose.first(fields, "date").strip(), loose.first(fields, "start")
        if len(said) > _DATE_ALONE:
            return times.moment(said, self.zone)
        if not at:
            return None
        if said:
            return times.in_utc(datetime.combine(times.day(said), times.clock(at)), self.zone)
        if self.on is None:
            return None
        return times.in_utc(times.on_programme_day(self.on, times.clock(at), self.change), self.zone)

    def minutes(self, fields: Mapping[str, Any], starts_at: datetime) -> int | None:
        """How long it takes: its duration, else until its end."""
        if (length := times.minutes(loose.first(fields, "duration"))) is not None:
            return length
        if end := loose.first(fields, "end"):
            return int((times.moment(end, self.zone) - starts_at).total_seconds() // 60)
        return None


def _date(conference: Mapping[str, Any], name: str) -> date | None:
    said = loose.first(conference, name)
    return times.day(said) if said else None


def _declare(gathering: Gathering, schedule: Schedule) -> None:
    for track in schedule.tracks:
        gathering.track(THE_FILE, loose.first(track, "name"), colour=loose.first(track, "color"))
    for room in schedule.rooms:
        gathering.room(
            THE_FILE,
            loose.first(room, "name"),
            guid=loose.first(room, "guid"),
            capacity=_capacity(room.get("capacity")),
        )


def _capacity(value: Any) -> int | None:
    return value if type(value) is int and 0 < value <= _LARGEST_ROOM else None


def _item(gathering: Gathering, event: Event, timing: _Timing) -> Item:
    fields, where = event.fields, event.where
    language = loose.first(fields, "language")

    def said(*names: str) -> str:
        return loose.first(fields, *names, language=language)

    item = Item(
        where,
        title=said("title"),
        guid=said("guid"),
        code=said("code", "id"),
        subtitle=said("subtitle"),
        texts=(said("abstract"), said("description")),
        kind=said("type"),
        track=said("track"),
        language=language,
        url=said("url"),
        links=_links(fields, "links", language) + _links(fields, "attachments", language),
    )
    for person in loose.mappings(fields.get("persons")):
        if key := gathering.speaker(where, _person(person, language)):
            item.speakers.append(key)
    room = gathering.room(where, event.room or said("room"))
    if starts_at := timing.start(fields):
        item.slots += gathering.slot(where, starts_at, timing.minutes(fields, starts_at), room)
    return item


def _person(person: Mapping[str, Any], language: str) -> Person:
    return Person(
        name=loose.first(person, "public_name", "name", "full_public_name", language=language),
        guid=loose.first(person, "guid"),
        code=loose.first(person, "code", "id"),
        biography=loose.first(person, "biography", "description", language=language),
        links=_links(person, "links", language),
    )


def _links(fields: Mapping[str, Any], name: str, language: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (loose.first(link, "title", language=language), loose.first(link, "url"))
        for link in loose.mappings(fields.get(name))
    )
