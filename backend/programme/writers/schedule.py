"""What schedule.xml and schedule.json (frab, c3voc, pretalx) write alike."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from backend.programme.writers.published import Happening, Published, PublishedRoom, PublishedSession, guid, happenings
from schemas.words import SessionState

GENERATOR = "Fireside"
_OUR_NUMBERS = 1_000_000_000  # far from any that another source counts by: read back, they must not meet

Day = dict[PublishedRoom | None, list[Happening]]


@dataclass(frozen=True, slots=True)
class Names:
    """What an event is called in the files: the formats want each slot to have its own."""

    guid: str
    id: int
    slug: str


def days(published: Published) -> dict[date, Day]:
    """The happenings by day and room, in order; every day of the meeting is there, also an empty one."""
    order: dict[PublishedRoom | None, int] = {room: place for place, room in enumerate(published.rooms)}
    found: dict[date, Day] = {
        published.starts_on + timedelta(days=number): defaultdict(list)
        for number in range((published.ends_on - published.starts_on).days + 1)
    }
    for happening in sorted(happenings(published), key=lambda happening: happening.starts):
        found.setdefault(happening.day, defaultdict(list))[happening.slot.room].append(happening)
    return {
        day: {room: rooms[room] for room in sorted(rooms, key=lambda room: order.get(room, len(order)))}
        for day, rooms in sorted(found.items())
    }


def names(published: Published, happening: Happening) -> Names:
    """The first slot has the session's own names; those of a later one follow from them."""
    session, number = happening.session, happening.number
    suffix = f"-{number + 1}" if number else ""
    return Names(
        guid=guid(published.host, "session", session.id, number),
        id=session.id + (number + 1) * _OUR_NUMBERS,
        slug=f"{published.acronym}-session-{session.id}{suffix}",
    )


def title(session: PublishedSession) -> str:
    """The title; the formats can say only here that a session is cancelled."""
    return f"CANCELLED: {session.title}" if session.state == SessionState.CANCELLED else session.title


def length(minutes: int) -> str:
    """Hours and minutes."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def version(published: Published) -> str:
    """Which state of the programme this is."""
    return f"{published.changed_at:%Y-%m-%d %H:%M:%S}"
