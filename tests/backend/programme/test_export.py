"""The programme as files and feeds, and a person's agenda as a calendar."""

import json

import pytest
from icalendar import Calendar

from backend.programme.readers import read
from tests.factories import a_meeting, a_person, a_room, a_session, a_speaker, an_organiser

FILES = ["programme.ics", "programme.xml", "programme.json", "programme.csv", "changes.atom"]


@pytest.fixture
def session(app):
    meeting = a_meeting()
    return a_session(meeting, "Opening", room=a_room(meeting, "Hall A"), speaker_ids=[a_speaker(meeting, "Ana").id])


def star(phone, session, *, starred=True):
    phone.put("/api/me/stars", json={"stars": [{"session_id": session.id, "starred": starred}]})


def summaries(calendar):
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(calendar.data).walk("VEVENT")]


@pytest.mark.parametrize("name", FILES)
def test_a_visitor_gets_the_programme_as_a_file(visitor, session, name):
    reply = visitor.get(f"/api/meetings/2026/{name}")

    assert reply.status_code == 200
    assert "Opening" in reply.text


@pytest.mark.parametrize("name", FILES)
def test_an_unchanged_file_is_not_sent_again(visitor, session, name):
    etag = visitor.get(f"/api/meetings/2026/{name}").headers["ETag"]

    assert visitor.get(f"/api/meetings/2026/{name}", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("name", FILES)
def test_a_change_is_in_the_next_file(visitor, sign_in, session, name):
    visitor.get(f"/api/meetings/2026/{name}")

    sign_in(an_organiser()).patch(f"/api/sessions/{session.id}", json={"title": "Another name"})

    assert "Another name" in visitor.get(f"/api/meetings/2026/{name}").text


@pytest.mark.parametrize("name", FILES)
def test_a_meeting_that_does_not_exist_has_no_files(visitor, name):
    assert visitor.get(f"/api/meetings/1999/{name}").status_code == 404


@pytest.mark.parametrize("name", ["programme.ics", "programme.xml", "programme.json"])
def test_what_goes_out_can_come_back_in(visitor, session, name):
    draft = read(visitor.get(f"/api/meetings/2026/{name}").data, name=name, timezone="UTC")

    assert [(item.title, [slot.starts_at for slot in item.slots]) for item in draft.sessions] == [
        ("Opening", [slot.starts_at for slot in session.slots])
    ]
    assert [room.name for room in draft.rooms] == ["Hall A"]


def test_a_cancelled_session_stays_in_the_calendar_as_cancelled(visitor, sign_in, session):
    sign_in(an_organiser()).patch(f"/api/sessions/{session.id}", json={"state": "cancelled"})

    event = Calendar.from_ical(visitor.get("/api/meetings/2026/programme.ics").data).walk("VEVENT")[0]

    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_one_session_goes_into_a_calendar(visitor, session):
    a_session(a_meeting("2027"), "Elsewhere")

    reply = visitor.get(f"/api/sessions/{session.id}.ics")

    assert summaries(reply) == ["Opening"]
    assert "attachment" in reply.headers["Content-Disposition"]


def test_my_agenda_holds_my_stars(sign_in, session):
    phone = sign_in(a_person())
    star(phone, session)

    assert summaries(phone.get("/api/me/agenda/2026.ics")) == ["Opening"]


def test_a_calendar_that_subscribed_follows_my_stars(visitor, sign_in, session):
    phone = sign_in(a_person())
    star(phone, session)
    address = phone.post("/api/me/calendar-address").json["url"]
    path = address.removeprefix("http://localhost:8000")

    assert summaries(visitor.get(path)) == ["Opening"]
    star(phone, session, starred=False)
    assert summaries(visitor.get(path)) == []


def test_asking_twice_gives_the_same_address(sign_in, session):
    phone = sign_in(a_person())

    first, second = (phone.post("/api/me/calendar-address").json for _ in range(2))

    assert first == second == phone.get("/api/me/calendar-address").json


def test_a_closed_address_is_found_no_more(visitor, sign_in, session):
    phone = sign_in(a_person())
    path = phone.post("/api/me/calendar-address").json["url"].removeprefix("http://localhost:8000")

    phone.delete("/api/me/calendar-address")

    assert visitor.get(path).status_code == 404
    assert phone.get("/api/me/calendar-address").json == {"url": None}
    assert phone.post("/api/me/calendar-address").json["url"] != path


@pytest.mark.parametrize("token", ["x", "x" * 43, "..%2f", "%00"])
def test_a_guessed_address_is_not_found(visitor, session, token):
    assert visitor.get(f"/api/calendar/{token}.ics").status_code == 404


def test_the_database_does_not_tell_the_address(sign_in, session):
    """S-04 for calendars: neither the token nor anything that opens it stands in the table."""
    from backend.core import db
    from backend.programme.models import CalendarAddress

    token = sign_in(a_person()).post("/api/me/calendar-address").json["url"].rpartition("/")[2].removesuffix(".ics")

    with db.reading() as look:
        row = look.query(CalendarAddress).one()
    assert token not in json.dumps([row.digest, row.sealed])
