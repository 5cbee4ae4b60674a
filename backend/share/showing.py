"""The programme in a reader's words: days and hours in the meeting's zone, what moved, what was cancelled. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from backend.core.text import plain
from backend.meetings.models import Meeting, Room
from backend.panels.models import Panel
from backend.programme.models import ProgrammeSession, Slot, Speaker
from backend.share.queries import Shown
from schemas.words import SessionState

MARKS = {
    SessionState.CANCELLED: ("Cancelled", "rose"),
    SessionState.MISSING: ("No longer announced", "amber"),
}
MOVED = ("Moved", "amber")
LONGEST_SUMMARY = 200
TO = "\u2013"  # the dash of a span of time


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as a line."""

    name: str
    headline: str
    href: str


@dataclass(frozen=True, slots=True)
class Time:
    """A slot in words; `was` says where it stood before it was moved."""

    starts_at: datetime
    ends_at: datetime
    day: str
    hours: str
    zone: str
    place: str
    room_href: str
    was: str

    @property
    def when(self) -> str:
        """Day and hours on one line."""
        return f"{self.day} · {self.hours}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A session in words. `abstract` was cleaned when it was stored."""

    title: str
    href: str
    calendar: str
    subtitle: str
    abstract: str
    summary: str
    kind: str
    track: str
    colour: str
    language: str
    tags: tuple[str, ...]
    links: tuple[dict[str, str], ...]
    times: tuple[Time, ...]
    voices: tuple[Voice, ...]
    mark: tuple[str, str] | None
    note: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day's sessions, in their order."""

    name: str
    rows: tuple[tuple[Time, Item], ...]


def href_of(meeting: Meeting, thing: ProgrammeSession | Speaker | Room | Panel | None = None) -> str:
    """The path of a page; of the meeting's programme when no thing is named."""
    if thing is None:
        return f"/m/{meeting.slug}/programme"
    return f"/m/{meeting.slug}/{thing.__tablename__}s/{thing.id}"


def items(shown: Shown) -> list[Item]:
    """The sessions in words, in the order of their first time; those without one last."""
    timed = sorted((item for item in shown.sessions if item.slots), key=lambda item: (item.slots[0].starts_at, item.id))
    return [_item(item, shown) for item in (*timed, *(item for item in shown.sessions if not item.slots))]


def days(rows: Iterable[Item], *, in_room: str = "") -> list[Day]:
    """The sessions by day, each as often as it takes place; only in one room when its path is given."""
    taken = ((time, item) for item in rows for time in item.times if in_room in {"", time.room_href})
    pairs = sorted(taken, key=lambda pair: (pair[0].starts_at, pair[0].place))
    return [Day(name, tuple(group)) for name, group in groupby(pairs, key=lambda pair: pair[0].day)]


def span(meeting: Meeting) -> str:
    """The meeting's days in words."""
    first, last = meeting.starts_on, meeting.ends_on
    start = f"{first.day}" if (first.month, first.year) == (last.month, last.year) else _date(first)
    return f"{start} to {_date(last)} {last.year}" if first != last else f"{_date(first)} {first.year}"


def seats(panel: Panel, meeting: Meeting) -> list[str]:
    """What decides about a seat, a sentence each. Who has one is the app's to tell: it changes by the second."""
    said = ["One seat." if panel.seats == 1 else f"{panel.seats} seats."]
    if panel.cancelled:
        return said
    if panel.draw_at and panel.drawn_at is None:
        said.append(f"Seats are drawn among all who ask before {_moment(panel.draw_at, meeting)}.")
    if panel.opens_at:
        said.append(f"Sign-up opens on {_moment(panel.opens_at, meeting)}.")
    if panel.closes_at:
        said.append(f"Sign-up closes on {_moment(panel.closes_at, meeting)}.")
    return [*said, "Sign up on this page in the app; when every seat is taken there is a line."]


def _moment(moment: datetime, meeting: Meeting) -> str:
    local = moment.astimezone(ZoneInfo(meeting.timezone))
    return f"{_day(local.date())} at {local:%H:%M} ({local:%Z})"


def summary(markup: str) -> str:
    """The first words of an HTML text, cut at a word."""
    words = " ".join(plain(markup).split())
    return words if len(words) <= LONGEST_SUMMARY else words[:LONGEST_SUMMARY].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def voice(meeting: Meeting, speaker: Speaker) -> Voice:
    """A speaker as a line."""
    return Voice(speaker.name, speaker.headline, href_of(meeting, speaker))


def speakers_of(item: ProgrammeSession, shown: Shown) -> list[Speaker]:
    """The session's speakers, in order."""
    return [shown.speakers[number] for number in item.speaker_ids if number in shown.speakers]


def place(room: Room | None) -> str:
    """A room with its area, in words."""
    return ", ".join(part for part in (room.name, room.area) if part) if room else ""


def _item(item: ProgrammeSession, shown: Shown) -> Item:
    track = shown.tracks.get(item.track_id or 0)
    times = tuple(_time(slot, shown) for slot in item.slots)
    return Item(
        title=item.title,
        href=href_of(shown.meeting, item),
        calendar=f"/api/sessions/{item.id}.ics" if times else "",
        subtitle=item.subtitle,
        abstract=item.abstract,
        summary=summary(item.abstract),
        kind=item.kind,
        track=track.name if track else "",
        colour=track.colour if track else "",
        language=item.language,
        tags=tuple(item.tags),
        links=tuple(item.links),
        times=times,
        voices=tuple(voice(shown.meeting, speaker) for speaker in speakers_of(item, shown)),
        mark=MARKS.get(item.state) or (MOVED if any(time.was for time in times) else None),
        note=item.note,
    )


def _time(slot: Slot, shown: Shown) -> Time:
    zone = ZoneInfo(shown.meeting.timezone)
    start = slot.starts_at.astimezone(zone)
    end = start + timedelta(minutes=slot.minutes)
    room = shown.rooms.get(slot.room_id or 0)
    return Time(
        starts_at=start,
        ends_at=end,
        day=_day(start.date()),
        hours=f"{start:%H:%M}{TO}{end:%H:%M}",
        zone=f"{start:%Z}",
        place=place(room),
        room_href=href_of(shown.meeting, room) if room else "",
        was=_was(slot, start, shown),
    )


def _was(slot: Slot, start: datetime, shown: Shown) -> str:
    """What was different before the last move: the day, the hour, the room."""
    if slot.was_starts_at is None:
        return ""
    before = slot.was_starts_at.astimezone(start.tzinfo)
    room = shown.rooms.get(slot.was_room_id or 0)
    parts = [
        _day(before.date()) if before.date() != start.date() else "",
        f"{before:%H:%M}" if before != start else "",
        room.name if room and slot.was_room_id != slot.room_id else "",
    ]
    return ", ".join(part for part in parts if part)


def _day(day: date) -> str:
    return f"{day:%A} {_date(day)}"


def _date(day: date) -> str:
    return f"{day.day} {day:%B}"
