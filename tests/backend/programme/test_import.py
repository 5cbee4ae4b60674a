"""A schedule file is shown first and taken in whole; what people did stays."""

import json
from io import BytesIO

import pytest

from tests.factories import a_meeting, a_person, an_organiser
from tests.shared_data import expected, real

IMPORT = "/api/meetings/2026/programme/import"


def a_schedule(*events, title="The annual meeting"):
    """A schedule.json of one day; an event is (guid, title, room, start) and what else it says."""
    rooms = {}
    for event in events:
        rooms.setdefault(event.get("room", "Hall A"), []).append(
            {
                "guid": event.get("guid", f"guid of {event['title']}"),
                "id": 1,
                "title": event["title"],
                "date": f"2026-05-03T{event.get('start', '10:00')}:00-05:00",
                "start": event.get("start", "10:00"),
                "duration": "01:00",
                "room": event.get("room", "Hall A"),
                "track": event.get("track", ""),
                "abstract": event.get("abstract", ""),
                "persons": [{"public_name": name} for name in event.get("speakers", ["Ana"])],
            }
        )
    day = {"index": 1, "date": "2026-05-03", "rooms": rooms}
    conference = {"title": title, "time_zone_name": "America/Chicago", "days": [day]}
    return json.dumps({"schedule": {"version": "1", "conference": conference}}).encode()


@pytest.fixture
def meeting(app):
    return a_meeting()


@pytest.fixture
def desk(sign_in, meeting):
    return sign_in(an_organiser())


def take_in(phone, data, *, write=True, name="schedule.json"):
    form = {"file": (BytesIO(data), name), "write": "true" if write else "false"}
    return phone.post(IMPORT, data=form, content_type="multipart/form-data")


def programme(phone):
    return phone.get("/api/meetings/2026/programme").json


def sessions(phone):
    return {session["title"]: session for session in programme(phone)["records"].get("session", [])}


def kinds(reply):
    return [(line["kind"], line["title"]) for line in reply.json["lines"] if line["subject"] == "session"]


OPENING = {"title": "Opening", "room": "Hall A", "start": "09:00"}
PANEL = {"title": "Meet the bloggers", "room": "Room 204", "start": "11:00", "speakers": ["Cleo", "Will"]}


def test_a_preview_writes_nothing(desk):
    before = programme(desk)

    reply = take_in(desk, a_schedule(OPENING, PANEL), write=False)

    assert (reply.status_code, reply.json["written"]) == (200, False)
    assert kinds(reply) == [("added", "Opening"), ("added", "Meet the bloggers")]
    assert programme(desk) == before


def test_what_was_previewed_is_written(desk):
    reply = take_in(desk, a_schedule(OPENING, PANEL))

    assert reply.json["counts"] == {"added": 2}
    records = programme(desk)["records"]
    assert [room["name"] for room in records["room"]] == ["Hall A", "Room 204"]
    assert sorted(speaker["name"] for speaker in records["speaker"]) == ["Ana", "Cleo", "Will"]
    assert sessions(desk)["Opening"]["slots"][0]["starts_at"] == "2026-05-03T14:00:00Z"


def test_a_repeat_changes_nothing(desk):
    take_in(desk, a_schedule(OPENING, PANEL))
    before = programme(desk)

    reply = take_in(desk, a_schedule(OPENING, PANEL))

    assert (reply.json["counts"], reply.json["lines"]) == ({}, [])
    assert programme(desk) == before
    assert len(desk.get("/api/meetings/2026/programme/imports").json) == 1


def test_a_move_keeps_the_session_and_tells_where_it_was(desk):
    take_in(desk, a_schedule(OPENING, PANEL))
    before = sessions(desk)["Meet the bloggers"]

    reply = take_in(desk, a_schedule(OPENING, {**PANEL, "room": "Social Centre", "start": "11:30"}))

    after = sessions(desk)["Meet the bloggers"]
    assert (after["id"], after["slots"][0]["id"]) == (before["id"], before["slots"][0]["id"])
    assert after["slots"][0]["was"]["room_id"] == before["slots"][0]["room_id"]
    line = next(line for line in reply.json["lines"] if line["kind"] == "moved")
    assert (line["before"], line["after"]) == ("Sun 3 May 11:00, Room 204", "Sun 3 May 11:30, Social Centre")


def test_what_the_file_no_longer_names_is_missing_and_comes_back(desk):
    take_in(desk, a_schedule(OPENING, PANEL))

    assert kinds(take_in(desk, a_schedule(OPENING))) == [("missing", "Meet the bloggers")]
    assert sessions(desk)["Meet the bloggers"]["state"] == "missing"
    assert kinds(take_in(desk, a_schedule(OPENING, PANEL))) == [("back", "Meet the bloggers")]
    assert sessions(desk)["Meet the bloggers"]["state"] == "scheduled"


def test_a_session_removed_by_hand_stays_removed_while_the_file_calls_it_the_same(desk):
    take_in(desk, a_schedule(OPENING, PANEL))
    desk.delete(f"/api/sessions/{sessions(desk)['Meet the bloggers']['id']}")
    removal = desk.get("/api/meetings/2026/history").json["edits"][0]["id"]

    reply = take_in(desk, a_schedule(OPENING, PANEL))

    assert [(line["kind"], line["fields"]) for line in reply.json["lines"]] == [("kept", ["removed"])]
    assert list(sessions(desk)) == ["Opening"]
    desk.post(f"/api/edits/{removal}/undo")
    assert kinds(take_in(desk, a_schedule(OPENING, PANEL))) == []
    assert sorted(sessions(desk)) == ["Meet the bloggers", "Opening"]


def test_a_session_made_by_hand_is_not_missed_in_a_file(desk):
    desk.post("/api/meetings/2026/sessions", json={"title": "Morning run"})

    take_in(desk, a_schedule(OPENING))

    assert sessions(desk)["Morning run"]["state"] == "scheduled"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"guid": "a"}, {"guid": "b"}),
        ({"guid": ""}, {"guid": "b"}),
        ({"guid": "a"}, {"guid": "b", "room": "Renamed room"}),
        ({"guid": "a", "speakers": ["Cleo", "Will"]}, {"guid": "b", "speakers": ["Will", "Cleo"]}),
        ({"guid": "a", "title": "MEET the bloggers"}, {"guid": "b", "title": "Meet the bloggers"}),
    ],
)
def test_a_star_survives_what_a_source_does_to_its_names(desk, sign_in, before, after):
    take_in(desk, a_schedule(OPENING, {**PANEL, **before}))
    phone = sign_in(a_person())
    number = next(s["id"] for title, s in sessions(desk).items() if title.casefold() == "meet the bloggers")
    phone.put("/api/me/stars", json={"stars": [{"session_id": number, "starred": True}]})

    take_in(desk, a_schedule(OPENING, {**PANEL, **after}))

    assert sessions(desk)["Meet the bloggers"]["id"] == number
    assert len(sessions(desk)) == 2


def test_a_room_that_only_changed_its_name_is_the_same_room(desk):
    take_in(desk, a_schedule(OPENING, PANEL))
    rooms = {room["name"]: room["id"] for room in programme(desk)["records"]["room"]}

    reply = take_in(desk, a_schedule(OPENING, {**PANEL, "room": "Room 204 (Ember)"}))

    after = {room["name"]: room["id"] for room in programme(desk)["records"]["room"]}
    assert after == {"Hall A": rooms["Hall A"], "Room 204 (Ember)": rooms["Room 204"]}
    assert [line["kind"] for line in reply.json["lines"]] == ["renamed"]


def test_a_second_slot_joins_the_session(desk):
    take_in(desk, a_schedule(OPENING, PANEL))
    number = sessions(desk)["Meet the bloggers"]["id"]

    take_in(desk, a_schedule(OPENING, PANEL, {**PANEL, "start": "15:00"}))

    after = sessions(desk)["Meet the bloggers"]
    assert (after["id"], len(after["slots"])) == (number, 2)


def test_a_field_edited_by_hand_is_kept_and_shown(desk):
    take_in(desk, a_schedule(OPENING, PANEL))
    number = sessions(desk)["Meet the bloggers"]["id"]
    desk.patch(f"/api/sessions/{number}", json={"title": "Who reads us"})

    reply = take_in(desk, a_schedule(OPENING, {**PANEL, "abstract": "New words"}))

    assert sessions(desk)["Who reads us"]["abstract"] == "<p>New words</p>"
    line = next(line for line in reply.json["lines"] if line["kind"] == "kept")
    assert (line["fields"], line["before"], line["after"]) == (["title"], "Who reads us", "Meet the bloggers")


def test_a_released_field_follows_the_file_again(desk):
    take_in(desk, a_schedule(OPENING))
    number = sessions(desk)["Opening"]["id"]
    desk.patch(f"/api/sessions/{number}", json={"title": "By hand"})
    desk.delete(f"/api/kept/session/{number}")

    take_in(desk, a_schedule(OPENING))

    assert list(sessions(desk)) == ["Opening"]


def test_a_session_cancelled_by_hand_stays_cancelled(desk):
    take_in(desk, a_schedule(OPENING, PANEL))
    number = sessions(desk)["Meet the bloggers"]["id"]
    desk.patch(f"/api/sessions/{number}", json={"state": "cancelled", "note": "The hosts are ill"})

    take_in(desk, a_schedule(OPENING, PANEL))

    assert sessions(desk)["Meet the bloggers"]["state"] == "cancelled"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<html><body>", "web page"),
        (b'<?xml version="1.0"?>\n<schedule>\n<day>\n</schedule>', "line 4"),
        (b"PK\x03\x04zip", "ZIP"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><schedule>&a;</schedule>', ""),
    ],
)
def test_a_bad_file_is_refused_in_words_and_changes_nothing(desk, data, words):
    take_in(desk, a_schedule(OPENING))
    before = programme(desk)

    reply = take_in(desk, data, name="broken.xml")

    assert (reply.status_code, reply.json["code"]) == (422, "unreadable_file")
    assert "broken.xml" in reply.json["detail"]
    assert words in reply.json["detail"]
    assert programme(desk) == before


def test_neither_file_nor_address_is_refused(desk):
    reply = desk.post(IMPORT, data={"write": "true"}, content_type="multipart/form-data")

    assert (reply.status_code, list(reply.json["errors"])) == (422, ["file"])


def test_an_address_of_our_own_network_is_refused(desk):
    """S-70."""
    reply = desk.post(IMPORT, data={"url": "http://169.254.169.254/"}, content_type="multipart/form-data")

    assert (reply.status_code, reply.json["code"]) == (422, "not_fetched")


def test_the_past_imports_are_told(desk):
    take_in(desk, a_schedule(OPENING))

    runs = desk.get("/api/meetings/2026/programme/imports").json

    assert [(run["who"], run["name"], run["counts"]) for run in runs] == [
        ("Olga Organiser", "schedule.json", {"added": 1})
    ]


@pytest.mark.data
@pytest.mark.parametrize(("path", "counts"), expected())
def test_every_real_schedule_goes_in_and_a_repeat_changes_nothing(desk, path, counts):
    if counts.get("format", "").startswith("emf-json"):
        return
    first = take_in(desk, real(path), name=path)
    again = take_in(desk, real(path), name=path)

    assert first.status_code == 200, first.json
    assert first.json["slots"] == counts.get("slots", counts.get("rows"))
    assert sum(len(session["slots"]) for session in programme(desk)["records"]["session"]) == first.json["slots"]
    assert (again.json["counts"], again.json["lines"]) == ({}, [])


@pytest.mark.data
def test_a_year_of_real_revisions_keeps_every_session(desk):
    """Five states of one programme. The figures were counted apart, by guid: new ones, other titles (without the
    "CANCELLED" that was written before some), other times, lengths or rooms.
    """
    revisions = ["01_2024-12-22", "02_2025-01-26", "03_2025-02-02", "04_2025-05-29", "05_2025-12-14"]
    told = [take_in(desk, real(f"fosdem2025_revisions/{name}.xml")).json["counts"] for name in revisions]

    assert told[0] == {"added": 904}
    counted = {"added": [197, 37, 6, 1], "renamed": [16, 21, 4, 0], "moved": [36, 75, 4, 0]}
    assert {kind: [counts.get(kind, 0) for counts in told[1:]] for kind in counted} == counted
