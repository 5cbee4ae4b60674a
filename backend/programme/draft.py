"""A programme as a file tells it: what readers return, the import plan compares, and the demo writes.

Pure data. Times are aware and in UTC; lengths are whole minutes; HTML fields are already cleaned.
"""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A labelled http(s) address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class DraftSlot:
    """One time and place of a session; `room` is the room's name, None where the file names none."""

    starts_at: datetime
    minutes: int
    room: str | None = None


@dataclass(frozen=True, slots=True)
class DraftRoom:
    """A room by its name, in the file's order."""

    name: str
    area: str = ""
    capacity: int | None = None
    walk_minutes: int = 0


@dataclass(frozen=True, slots=True)
class DraftTrack:
    """A track by its name; `colour` is `#rrggbb` or empty."""

    name: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class DraftSpeaker:
    """A speaker; `key` is unique within the draft (guid, else code, else the folded name)."""

    key: str
    name: str
    guid: str = ""
    code: str = ""
    headline: str = ""
    biography: str = ""
    links: tuple[DraftLink, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftSession:
    """A session with its slots; `speakers` are keys of the draft's speakers, in order."""

    title: str
    guid: str = ""
    code: str = ""
    subtitle: str = ""
    abstract: str = ""
    kind: str = ""
    track: str = ""
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[DraftLink, ...] = ()
    speakers: tuple[str, ...] = ()
    slots: tuple[DraftSlot, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class DraftWarning:
    """Something in the file that was mended or left out; `where` names a line or an item."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything one file says about a meeting's programme."""

    format: str
    title: str = ""
    timezone: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    rooms: tuple[DraftRoom, ...] = ()
    tracks: tuple[DraftTrack, ...] = ()
    speakers: tuple[DraftSpeaker, ...] = ()
    sessions: tuple[DraftSession, ...] = ()
    warnings: tuple[DraftWarning, ...] = field(default=())
