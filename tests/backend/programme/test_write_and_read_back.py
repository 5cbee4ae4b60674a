"""What we write we can read: the same sessions, times, rooms and speakers."""

import pytest
from hypothesis import given, settings

from backend.programme.readers import read
from backend.programme.writers import calendar, schedule_json, schedule_xml, table
from schemas.words import SessionState
from tests.backend.programme.published import WHOLE, programmes


def told(published):
    """Each session by what a reader would notice."""
    return sorted(
        (
            session.title,
            session.state == SessionState.CANCELLED,
            tuple(speaker.name for speaker in session.speakers),
            sorted((slot.starts_at, slot.minutes, slot.room.name if slot.room else "") for slot in session.slots),
        )
        for session in published.sessions
        if session.state != SessionState.MISSING and session.slots
    )


def heard(data: bytes):
    draft = read(data, name="ours", timezone="Europe/Brussels")
    names = {speaker.key: speaker.name for speaker in draft.speakers}
    return sorted(
        (
            session.title,
            session.cancelled,
            tuple(names[key] for key in session.speakers),
            sorted((slot.starts_at, slot.minutes, slot.room or "") for slot in session.slots),
        )
        for session in draft.sessions
    )


@given(programmes())
@settings(deadline=None)
def test_any_programme_comes_back_from_schedule_xml(published):
    assert heard(schedule_xml.write(published)) == told(published)


@given(programmes())
@settings(deadline=None)
def test_any_programme_comes_back_from_schedule_json(published):
    assert heard(schedule_json.write(published)) == told(published)


@given(programmes())
@settings(deadline=None)
def test_any_programme_comes_back_from_icalendar(published):
    assert heard(calendar.write(published)) == told(published)


def test_a_table_comes_back_with_all_its_sessions():
    draft = read(table.write(WHOLE), name="ours", timezone="Europe/Brussels")

    assert [len(session.slots) for session in draft.sessions] == [1, 3, 1, 1, 0]
    assert [session.cancelled for session in draft.sessions] == [False, False, True, False, False]


@pytest.mark.parametrize("write", [schedule_xml.write, schedule_json.write])
def test_the_details_come_back_too(write):
    draft = read(write(WHOLE), name="ours", timezone="Europe/Brussels")

    opening = next(session for session in draft.sessions if session.title == "Opening")
    assert (opening.subtitle, opening.abstract) == ("Hello", "<p>Welcome <em>all</em>.</p>")
    assert (opening.kind, opening.track, opening.language) == ("talk", "Care", "en")
    assert [link.label for link in opening.links] == ["Slides"]
    assert [(track.name, track.colour) for track in draft.tracks] == [("Care", "#aa3300"), ("Home", "")]
    assert (draft.title, draft.timezone, draft.starts_on) == ("Warm Weeks", "Europe/Brussels", WHOLE.starts_on)
