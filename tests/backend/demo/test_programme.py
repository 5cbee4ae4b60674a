"""The made-up meeting is one that could take place."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from backend.core.text import plain
from backend.demo.editions import Edition, editions
from backend.demo.programme import draft_of
from backend.programme.draft import Draft, DraftSession, DraftSlot

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
LAST, THIS, NEXT = editions(NOW)
HEX_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")


@pytest.fixture(scope="module")
def draft() -> Draft:
    return draft_of(THIS)


def appearances(draft: Draft) -> Iterator[tuple[DraftSession, DraftSlot]]:
    for session in draft.sessions:
        for slot in session.slots:
            yield session, slot


def clashes(taken: list[tuple[str, DraftSlot]]) -> list[tuple[str, DraftSlot, DraftSlot]]:
    """Two slots of one key that overlap."""
    rows = sorted(taken, key=lambda row: (row[0], row[1].starts_at))
    return [
        (name, one, other)
        for (name, one), (same, other) in pairwise(rows)
        if name == same and one.starts_at + timedelta(minutes=one.minutes) > other.starts_at
    ]


def test_this_years_meeting_has_the_size_of_a_real_one(draft):
    kinds = Counter(session.kind for session in draft.sessions)

    assert (len(draft.sessions), len(draft.speakers), len(draft.rooms), len(draft.tracks)) == (300, 120, 12, 8)
    assert len({room.area for room in draft.rooms}) == 3
    assert kinds == {
        "talk": 144,
        "panel": 40,
        "lightning talk": 40,
        "workshop": 28,
        "roundtable": 14,
        "social": 14,
        "fireside chat": 12,
        "keynote": 8,
    }
    assert sum(session.title.startswith("Meet the bloggers: ") for session in draft.sessions) == 12


def test_the_same_edition_always_gives_the_same_draft(draft):
    assert draft_of(editions(NOW)[1]) == draft


def test_todays_date_is_the_second_day_of_this_years_meeting():
    late = datetime(2026, 3, 11, 4, 30, tzinfo=UTC)  # still the tenth in Chicago

    _, this, _ = editions(late)

    assert (this.starts_on, this.ends_on) == (date(2026, 3, 9), date(2026, 3, 12))


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 1)])
def test_the_editions_are_of_three_years_whatever_the_day(today):
    found = editions(datetime(today.year, today.month, today.day, 18, tzinfo=UTC))

    assert [edition.name for edition in found] == [f"Lantern {today.year + ahead}" for ahead in (-1, 0, 1)]
    assert found[0].ends_on < today < found[2].starts_on


@pytest.mark.parametrize("edition", [LAST, THIS, NEXT], ids=lambda edition: edition.key)
def test_nobody_is_in_two_places_and_no_room_holds_two_sessions(edition):
    slots = list(appearances(draft_of(edition)))
    people = [(speaker, slot) for session, slot in slots for speaker in session.speakers]
    rooms = [(slot.room, slot) for _, slot in slots if slot.room]

    assert clashes(people) == []
    assert clashes(rooms) == []


@pytest.mark.parametrize("edition", [LAST, THIS, NEXT], ids=lambda edition: edition.key)
def test_all_that_was_written_is_on_the_programme_once(edition):
    titles = Counter(session.title for session in draft_of(edition).sessions)

    assert len(titles) == {"last_year": 42, "this_year": 300, "next_year": 20}[edition.key]
    assert set(titles.values()) == {1}


@pytest.mark.parametrize("edition", [LAST, THIS, NEXT], ids=lambda edition: edition.key)
def test_a_draft_names_only_what_it_holds(edition):
    draft = draft_of(edition)

    assert {slot.room for _, slot in appearances(draft)} - {None} <= {room.name for room in draft.rooms}
    assert {session.track for session in draft.sessions} <= {track.name for track in draft.tracks}
    assert {key for session in draft.sessions for key in session.speakers} == {one.key for one in draft.speakers}
    assert all(HEX_COLOUR.match(track.colour) for track in draft.tracks)


def test_every_session_has_an_abstract_of_two_to_four_sentences(draft):
    lengths = {session.title: len(re.findall(r"[.?!](?:\s|\Z)", plain(session.abstract))) for session in draft.sessions}

    assert [title for title, sentences in lengths.items() if not 2 <= sentences <= 4] == []


def test_every_session_but_a_social_has_a_speaker(draft):
    assert {session.kind for session in draft.sessions if not session.speakers} == {"social"}


def test_some_sessions_are_in_spanish_and_german(draft):
    languages = Counter(session.language for session in draft.sessions)

    assert languages["es"] > languages["de"] > 2
    assert languages["en"] > 250


def test_every_day_begins_in_the_morning_and_ends_by_ten_at_night(draft):
    def local(edition: Edition, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(edition.timezone))

    starts = [local(THIS, slot.starts_at) for _, slot in appearances(draft)]
    ends = [local(THIS, slot.starts_at + timedelta(minutes=slot.minutes)) for _, slot in appearances(draft)]

    assert {start.date() for start in starts} == {THIS.starts_on + timedelta(days=day) for day in range(4)}
    assert min(start.hour for start in starts) == 6
    assert max(end.hour for end in ends) <= 22


def test_one_session_of_this_year_takes_place_twice(draft):
    assert [session.title for session in draft.sessions if len(session.slots) > 1] == ["Slow Run Along the Quay"]


def test_next_years_programme_is_thin_and_some_of_it_has_no_room_yet():
    rooms = [slot.room for _, slot in appearances(draft_of(NEXT))]

    assert 0 < sum(room is None for room in rooms) < len(rooms)
