"""schedule.xml and schedule.json: valid by c3voc's schemas, stable in their names."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from jsonschema import Draft6Validator

from backend.programme.readers import read
from backend.programme.writers import PublishedRoom, guid, schedule_json, schedule_xml
from tests.backend.programme.published import (
    ATTIC,
    HALL,
    OPENING,
    WHOLE,
    a_programme,
    another,
    at,
    from_draft,
    programmes,
)
from tests.shared_data import every, real


def events(data: bytes) -> list[ET.Element]:
    return list(ET.fromstring(data).iter("event"))  # noqa: S314 - we wrote it


def days(data: bytes) -> list[dict]:
    return json.loads(data)["schedule"]["conference"]["days"]


@pytest.fixture(scope="module")
def xsd():
    import xmlschema

    return xmlschema.XMLSchema(BytesIO(real("pretalx_json/schedule.xml.xsd")))


@pytest.fixture(scope="module")
def json_schema():
    return Draft6Validator(
        json.loads(real("pretalx_json/schema_v1.json")), format_checker=Draft6Validator.FORMAT_CHECKER
    )


@pytest.mark.data
@given(published=programmes())
@settings(deadline=None)
def test_any_schedule_xml_is_valid(xsd, published):
    xsd.validate(BytesIO(schedule_xml.write(published)))


@pytest.mark.data
@given(published=programmes())
@settings(deadline=None)
def test_any_schedule_json_is_valid(json_schema, published):
    json_schema.validate(json.loads(schedule_json.write(published)))


@pytest.mark.data
def test_whole_programmes_are_valid_too(xsd, json_schema):
    largest = from_draft(read(real("fosdem2025_revisions/05_2025-12-14.xml"), name="fosdem.xml", timezone="UTC"))

    for published in (WHOLE, a_programme(), largest):
        xsd.validate(BytesIO(schedule_xml.write(published)))
        json_schema.validate(json.loads(schedule_json.write(published)))


@pytest.mark.data
@pytest.mark.parametrize("path", every("naughty_strings/*.json"))
def test_naughty_titles_come_back_as_they_were(path, xsd, json_schema):
    naughty = [text for text in json.loads(real(path)) if text.strip() and "CANCEL" not in text]
    published = a_programme(*(another(number, text, at(9, 8)) for number, text in enumerate(naughty, start=1)))

    xsd.validate(BytesIO(schedule_xml.write(published)))
    titles = [
        [session.title for session in read(write(published), name="ours", timezone="UTC").sessions]
        for write in (schedule_xml.write, schedule_json.write)
    ]
    assert titles[0] == titles[1]
    assert len(titles[0]) > len(naughty) - 10  # of some nothing can be seen, and nothing is left


def test_every_day_of_the_meeting_is_there_and_a_night_belongs_to_the_day_before():
    written = days(schedule_json.write(WHOLE))

    assert [day["date"] for day in written] == ["2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12"]
    assert [event["title"] for event in written[0]["rooms"]["Attic"]] == ["Lounge"]
    assert written[0]["rooms"]["Attic"][0]["date"] == "2026-03-10T00:30:00+01:00"


def test_rooms_stand_in_our_order_and_sessions_in_the_order_of_time():
    published = a_programme(
        another(1, "Late", at(9, 12)), another(2, "Early", at(9, 8)), another(3, "Up", at(9, 7, room=ATTIC))
    )

    rooms = days(schedule_json.write(published))[0]["rooms"]

    assert {room: [event["title"] for event in under] for room, under in rooms.items()} == {
        "Hall A": ["Early", "Late"],
        "Attic": ["Up"],
    }
    assert list(rooms) == ["Hall A", "Attic"]


def test_a_second_room_of_the_same_name_loses_nothing():
    twin = PublishedRoom(9, HALL.name)
    published = a_programme(another(1, "One", at(9, 8)), another(2, "Two", at(9, 8, room=twin)), rooms=(HALL, twin))

    assert len(days(schedule_json.write(published))[0]["rooms"]["Hall A"]) == 2


def test_our_names_never_change():
    moved = replace(OPENING, title="Another title", slots=(at(10, 9, room=ATTIC),))
    before, after = (events(schedule_xml.write(a_programme(session)))[0].attrib for session in (OPENING, moved))

    assert before == after
    assert before["guid"] == guid("fireside.example", "session", 1)
    assert UUID(before["guid"]).version == 5


def test_each_slot_has_names_of_its_own():
    lounge = [event for event in events(schedule_xml.write(WHOLE)) if event.findtext("title") == "Lounge"]

    assert len({event.get("guid") for event in lounge}) == 3
    assert len({event.get("id") for event in lounge}) == 3
    assert {event.findtext("url") for event in lounge} == {WHOLE.sessions[1].url}


def test_a_cancelled_session_stays_and_says_so_a_missing_one_goes():
    titles = [event.findtext("title") for event in events(schedule_xml.write(WHOLE))]

    assert "CANCELLED: Closing" in titles
    assert "Lost" not in titles


@pytest.mark.parametrize("zone", ["UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
def test_any_zone_is_written_with_its_hours(zone, request):
    published = a_programme(OPENING, timezone=zone)

    (session,) = read(schedule_json.write(published), name="ours", timezone="UTC").sessions

    assert session.slots[0].starts_at == OPENING.slots[0].starts_at


def test_a_change_of_clocks_is_written_with_both_offsets():
    published = a_programme(
        another(1, "Before", at(28, 9)),
        another(2, "After", at(29, 9)),
        starts_on=date(2026, 3, 28),
        ends_on=date(2026, 3, 29),
    )

    assert [event.findtext("date") for event in events(schedule_xml.write(published))] == [
        "2026-03-28T10:00:00+01:00",
        "2026-03-29T11:00:00+02:00",
    ]
