"""iCalendar: names that stay, changes that tell, texts that cannot break out."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from backend.programme.readers import read
from backend.programme.writers import PublishedSlot, calendar
from tests.backend.programme.published import ADA, HALL, OPENING, WHOLE, a_programme, another, at, from_draft
from tests.shared_data import every, real


def events(published):
    return Calendar.from_ical(calendar.write(published)).events


def only(published):
    (event,) = events(published)
    return event


def test_an_event_tells_when_where_what_and_how_it_changed():
    event = only(a_programme(OPENING))

    assert event["UID"] == "session-1-0@fireside.example"
    assert (event["SUMMARY"], event["LOCATION"], event["URL"]) == ("Opening", "Hall A", OPENING.url)
    assert (event["SEQUENCE"], event["STATUS"]) == (2, "CONFIRMED")
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == OPENING.changed_at
    assert event["DTSTART"].dt.isoformat() == "2026-03-09T09:30:00+01:00"
    assert event["DESCRIPTION"] == "Hello\n\nAda Example, Ben Example\n\nWelcome all."


def test_each_slot_is_an_event_of_its_own_name():
    assert [event["UID"] for event in events(WHOLE) if event["SUMMARY"] == "Lounge"] == [
        "session-2-0@fireside.example",
        "session-2-1@fireside.example",
        "session-2-2@fireside.example",
    ]


def test_a_cancelled_session_stays_and_a_missing_one_is_in_doubt():
    said = {str(event["SUMMARY"]): event["STATUS"] for event in events(WHOLE)}

    assert said == {"Opening": "CONFIRMED", "Lounge": "CONFIRMED", "Closing": "CANCELLED", "Lost": "TENTATIVE"}


def test_the_zone_is_described_as_far_as_the_sessions_go():
    written = Calendar.from_ical(calendar.write(a_programme(OPENING, another(2, "Late", at(31, 9)))))

    (zone,) = written.timezones
    assert zone["TZID"] == "Europe/Brussels"
    assert {str(change["TZNAME"]) for change in zone.subcomponents} == {"CET", "CEST"}


def test_the_hour_that_comes_twice_is_told_in_universal_time():
    second = PublishedSlot(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 30, HALL)

    assert only(a_programme(another(1, "Night", second)))["DTSTART"].dt == second.starts_at


@pytest.mark.parametrize(
    "evil",
    ["X\r\nATTENDEE:mailto:evil@example.org", "X\nEND:VEVENT", "a;b,c\\d:e", "X\rURL:https://evil.example", '"x"'],
)
def test_no_text_makes_a_property_of_its_own(evil):
    speaker = replace(ADA, name=evil)
    session = replace(OPENING, title=evil, abstract=evil, track=evil, tags=(evil,), speakers=(speaker,), note=evil)
    room = replace(HALL, name=evil)

    event = only(a_programme(replace(session, slots=(at(9, 8, room=room),)), title=evil))

    assert "ATTENDEE" not in event
    assert event["URL"] == OPENING.url
    assert "".join(str(event["SUMMARY"]).split()) == "".join(evil.split())


def test_no_line_is_longer_than_75_octets():
    long = another(1, "Überlänge " * 20, at(9, 8), abstract="<p>" + "ü" * 500 + "</p>")

    assert max(len(line) for line in calendar.write(a_programme(long)).split(b"\r\n")) <= 75


@pytest.mark.data
@pytest.mark.parametrize("path", every("naughty_strings/*.json"))
def test_naughty_titles_leave_the_calendar_readable(path):
    naughty = [text for text in json.loads(real(path)) if text.strip()]
    published = a_programme(*(another(number, text, at(9, 8)) for number, text in enumerate(naughty, start=1)))

    assert len(events(published)) == len(naughty)


@pytest.mark.data
def test_a_year_of_fosdem_comes_back_whole():
    draft = read(real("fosdem2025_revisions/05_2025-12-14.xml"), name="fosdem.xml", timezone="UTC")

    again = read(calendar.write(from_draft(draft)), name="ours.ics", timezone="UTC")

    assert [session.slots for session in again.sessions] == [session.slots for session in draft.sessions]
