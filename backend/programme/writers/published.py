"""The programme as it goes out: what a query fills and every writer reads. Pure data, times in UTC."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from schemas.words import SessionState

_DAY_CHANGE = time(4)  # a session after midnight belongs to the day before


@dataclass(frozen=True, slots=True)
class PublishedLink:
    """A labelled address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class PublishedRoom:
    """A room."""

    id: int
    name: str
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedTrack:
    """A track; `colour` is #rrggbb or empty."""

    name: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class PublishedSpeaker:
    """A speaker; `biography` is clean HTML."""

    id: int
    name: str
    biography: str = ""
    links: tuple[PublishedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedSlot:
    """One time and place of a session."""

    starts_at: datetime
    minutes: int
    room: PublishedRoom | None = None

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class PublishedSession:
    """A session with its slots in order of time; `url` is its public page, `abstract` clean HTML.

    `sequence` and `changed_at` follow what a reader would notice.
    """

    id: int
    title: str
    url: str
    changed_at: datetime
    sequence: int = 0
    state: SessionState = SessionState.SCHEDULED
    note: str = ""
    subtitle: str = ""
    abstract: str = ""
    kind: str = ""
    track: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[PublishedLink, ...] = ()
    speakers: tuple[PublishedSpeaker, ...] = ()
    slots: tuple[PublishedSlot, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """A meeting with its programme; `host` is ours and part of every name we give, `url` the programme's page."""

    slug: str
    title: str
    host: str
    url: str
    timezone: str
    starts_on: date
    ends_on: date
    changed_at: datetime
    rooms: tuple[PublishedRoom, ...] = ()
    tracks: tuple[PublishedTrack, ...] = ()
    sessions: tuple[PublishedSession, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The meeting's zone."""
        return ZoneInfo(self.timezone)

    @property
    def acronym(self) -> str:
        """The slug as schedule files spell it: four characters at least, no hyphens."""
        return self.slug.replace("-", "_").ljust(4, "_")


@dataclass(frozen=True, slots=True)
class Happening:
    """One slot of one session; `number` counts a session's slots from 0."""

    session: PublishedSession
    slot: PublishedSlot
    number: int
    starts: datetime  # on the meeting's clock

    @property
    def day(self) -> date:
        """The day of the programme it belongs to."""
        return self.starts.date() - timedelta(days=self.starts.time() < _DAY_CHANGE)


def happenings(published: Published, *, missing: bool = False) -> Iterator[Happening]:
    """Every slot of every session; those the last file no longer named only if asked for."""
    for session in published.sessions:
        if missing or session.state != SessionState.MISSING:
            for number, slot in enumerate(session.slots):
                yield Happening(session, slot, number, slot.starts_at.astimezone(published.zone))


def day_bounds(published: Published, day: date) -> tuple[datetime, datetime]:
    """When a day of the programme begins and ends, on the meeting's clock."""
    begins = datetime.combine(day, _DAY_CHANGE, published.zone)
    return begins, datetime.combine(day + timedelta(days=1), _DAY_CHANGE, published.zone) - timedelta(minutes=1)


def guid(host: str, what: str, number: int, slot: int = 0) -> str:
    """The name that a session, speaker or room of ours has in every file we write, for ever.

    `what` is "session", "speaker" or "room", `number` its id. A session's later slots have names of their own,
    since the formats want one for each.
    """
    return str(uuid5(NAMESPACE_URL, f"https://{host}/{what}/{number}" + (f"/{slot}" if slot else "")))
