"""A programme as a file tells it: what readers return, the import plan compares, and the demo writes.

Pure data. Times are aware and in UTC; lengths are whole minutes; HTML fields are already cleaned;
no text is longer than its bound here.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

LONGEST_TITLE = 300  # of a title, subtitle, headline
LONGEST_NAME = 200  # of a speaker, guid, code, label
LONGEST_PLACE = 120  # of a room or track
LONGEST_WORD = 60  # of a kind or tag
LONGEST_LANGUAGE = 20
LONGEST_TEXT = 50_000  # of an abstract or biography, in characters of clean HTML
LONGEST_ADDRESS = 500
LONGEST_SLOT = 14 * 24 * 60  # minutes
MOST_SESSIONS = 5_000
MOST_SLOTS = 10_000


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
    guid: str = ""
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
    """A session with its slots; `speakers` are keys of the draft's speakers, in order.

    `code` is the short name its source gives it (a code, else a number). `abstract` is the whole text:
    where a file tells an abstract and a description, one follows the other.
    """

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
