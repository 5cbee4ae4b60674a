"""A small published programme, and random ones, for the tests of the writers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from backend.core.text import fold, one_line
from backend.programme.draft import Draft
from backend.programme.writers import (
    Published,
    PublishedLink,
    PublishedRoom,
    PublishedSession,
    PublishedSlot,
    PublishedSpeaker,
    PublishedTrack,
)
from schemas.words import SessionState

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HALL, ATTIC = PublishedRoom(1, "Hall A", 200), PublishedRoom(2, "Attic")
ADA = PublishedSpeaker(1, "Ada Example", "<p>Nurse.</p>", (PublishedLink("Blog", "https://example.org/ada"),))
BEN = PublishedSpeaker(2, "Ben Example")


def at(day: int, hour: int, minute: int = 0, room: PublishedRoom | None = HALL, minutes: int = 45) -> PublishedSlot:
    return PublishedSlot(datetime(2026, 3, day, hour, minute, tzinfo=UTC), minutes, room)


OPENING = PublishedSession(
    id=1,
    title="Opening",
    url="https://fireside.example/warm-weeks/sessions/1",
    changed_at=NOW,
    sequence=2,
    subtitle="Hello",
    abstract="<p>Welcome <em>all</em>.</p>",
    kind="talk",
    track="Care",
    language="en",
    tags=("home", "care"),
    links=(PublishedLink("Slides", "https://example.org/slides"),),
    speakers=(ADA, BEN),
    slots=(at(9, 8, 30),),
)


def another(number: int, title: str, *slots: PublishedSlot, **fields: object) -> PublishedSession:
    url = f"https://fireside.example/warm-weeks/sessions/{number}"
    return PublishedSession(id=number, title=title, url=url, changed_at=NOW, slots=slots, **fields)  # type: ignore[arg-type]


def a_programme(*sessions: PublishedSession, **fields: object) -> Published:
    published = Published(
        slug="warm-weeks",
        title="Warm Weeks",
        host="fireside.example",
        url="https://fireside.example/warm-weeks",
        timezone="Europe/Brussels",
        starts_on=date(2026, 3, 9),
        ends_on=date(2026, 3, 12),
        changed_at=NOW,
        rooms=(HALL, ATTIC),
        tracks=(PublishedTrack("Care", "#aa3300"), PublishedTrack("Home")),
        sessions=sessions,
    )
    return replace(published, **fields)  # type: ignore[arg-type]


WHOLE = a_programme(
    OPENING,
    another(2, "Lounge", at(9, 23, 30, ATTIC), at(10, 23, 30, ATTIC), at(11, 13, 0, None, 90)),
    another(3, "Closing", at(12, 16), state=SessionState.CANCELLED, note="The speaker is ill."),
    another(4, "Lost", at(12, 17), state=SessionState.MISSING),
    another(5, "Some day"),
)

_lines = st.text(min_size=1, max_size=30).map(one_line).filter(lambda line: line and not line.startswith("C"))
_rooms = st.lists(_lines, max_size=4, unique_by=fold).map(
    lambda names: [PublishedRoom(number, name) for number, name in enumerate(names, start=1)]
)
_speakers = st.lists(_lines, max_size=4, unique_by=fold).map(
    lambda names: [PublishedSpeaker(number, name) for number, name in enumerate(names, start=1)]
)
_starts = st.integers(0, 400 * 24 * 12).map(
    lambda steps: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=5 * steps)
)


@st.composite
def programmes(draw: st.DrawFn) -> Published:
    """Any programme: odd titles and names, several slots, sessions without a room, cancelled ones."""
    rooms, people = draw(_rooms), draw(_speakers)
    slots = st.builds(PublishedSlot, _starts, st.integers(1, 600), st.sampled_from([None, *rooms]))
    several = st.lists(slots, min_size=1, max_size=3, unique=True)
    speakers = st.lists(st.sampled_from(people), max_size=3, unique=True) if people else st.just([])
    states = st.sampled_from([SessionState.SCHEDULED, SessionState.CANCELLED])
    sessions = [
        another(number, draw(_lines), *draw(several), speakers=tuple(draw(speakers)), state=draw(states))
        for number in range(1, draw(st.integers(2, 5)))
    ]
    return a_programme(*sessions, rooms=tuple(rooms))


def from_draft(draft: Draft) -> Published:
    """What a file told, as if it were ours: for programmes as large as real ones."""
    rooms = {room.name: PublishedRoom(number, room.name) for number, room in enumerate(draft.rooms, start=1)}
    people = {each.key: PublishedSpeaker(number, each.name) for number, each in enumerate(draft.speakers, start=1)}
    sessions = [
        another(
            number,
            each.title,
            *(PublishedSlot(slot.starts_at, slot.minutes, rooms.get(slot.room or "")) for slot in each.slots),
            abstract=each.abstract,
            speakers=tuple(people[key] for key in each.speakers),
            state=SessionState.CANCELLED if each.cancelled else SessionState.SCHEDULED,
        )
        for number, each in enumerate(draft.sessions, start=1)
    ]
    return a_programme(*sessions, rooms=tuple(rooms.values()))
