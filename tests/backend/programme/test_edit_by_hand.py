"""Organisers change the programme by hand; it is written down and can be taken back."""

import threading
from datetime import timedelta

import pytest

from backend.core import db
from backend.meetings import queries as meetings
from backend.programme import service
from schemas.words import Role
from tests.factories import a_meeting, a_person, a_room, a_session, a_speaker, a_track, an_organiser


@pytest.fixture
def meeting(app):
    return a_meeting()


@pytest.fixture
def desk(sign_in):
    return sign_in(an_organiser())


def session_of(phone, item):
    return phone.get(f"/api/sessions/{item.id}").json


def history_of(phone, slug="2026"):
    return phone.get(f"/api/meetings/{slug}/history").json["edits"]


def moved_to(shown, room):
    slot = shown["slots"][0]
    return {"slots": [{name: slot[name] for name in ("id", "starts_at", "minutes")} | {"room_id": room.id}]}


def test_a_session_moves_and_remembers_where_it_was(desk, meeting):
    first, second = a_room(meeting, "Room 204"), a_room(meeting, "Social Centre")
    item = a_session(meeting, room=first)

    reply = desk.patch(f"/api/sessions/{item.id}", json=moved_to(session_of(desk, item), second))

    assert reply.status_code == 200
    slot = reply.json["slots"][0]
    assert (slot["room_id"], slot["was"]["room_id"]) == (second.id, first.id)
    assert slot["was"]["starts_at"] == slot["starts_at"]


def test_a_session_moved_back_is_not_shown_as_moved(desk, meeting):
    first, second = a_room(meeting, "Room 204"), a_room(meeting, "Social Centre")
    item = a_session(meeting, room=first)
    desk.patch(f"/api/sessions/{item.id}", json=moved_to(session_of(desk, item), second))

    reply = desk.patch(f"/api/sessions/{item.id}", json=moved_to(session_of(desk, item), first))

    assert reply.json["slots"][0]["was"] is None


def test_the_history_of_one_thing_leaves_out_the_rest(desk, meeting):
    item, room = a_session(meeting, "Opening"), a_room(meeting)
    desk.patch(f"/api/sessions/{item.id}", json={"title": "The opening"})
    desk.patch(f"/api/rooms/{room.id}", json={"name": "Hall B"})

    reply = desk.get(f"/api/meetings/2026/history?subject=session&subject_id={item.id}")

    assert [(edit["subject"], edit["subject_id"]) for edit in reply.json["edits"]] == [("session", item.id)] * 2


def test_the_history_says_who_changed_what(desk, meeting):
    item = a_session(meeting, "Old title")

    desk.patch(f"/api/sessions/{item.id}", json={"title": "New title"})

    newest = history_of(desk)[0]
    assert (newest["who"], newest["subject"], newest["subject_id"]) == ("Olga Organiser", "session", item.id)
    assert (newest["before"]["title"], newest["after"]["title"]) == ("Old title", "New title")


def test_a_change_that_changes_nothing_leaves_no_trace(desk, meeting):
    item = a_session(meeting, "Title")
    before, entries = session_of(desk, item), len(history_of(desk))

    desk.patch(f"/api/sessions/{item.id}", json={"title": "Title"})

    assert session_of(desk, item) == before
    assert len(history_of(desk)) == entries


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"state": "cancelled", "note": "The speaker is ill"},
        {"slots": []},
        {"tags": ["a", "b"]},
        {"speaker_ids": []},
    ],
)
def test_an_edit_can_be_taken_back(desk, meeting, change):
    item = a_session(meeting, speaker_ids=[a_speaker(meeting).id])
    before = session_of(desk, item)
    desk.patch(f"/api/sessions/{item.id}", json=change)

    reply = desk.post(f"/api/edits/{history_of(desk)[0]['id']}/undo")

    assert reply.status_code == 204
    after = session_of(desk, item)
    moving = {"rev", "changed_at"}
    slots = [{**slot, "id": 0} for slot in after["slots"]]
    assert {k: v for k, v in after.items() if k not in moving} | {"slots": slots} == {
        k: v for k, v in before.items() if k not in moving
    } | {"slots": [{**slot, "id": 0} for slot in before["slots"]]}
    assert history_of(desk)[0]["undone"] is True


def test_an_edit_under_a_newer_one_is_not_taken_back(desk, meeting):
    item = a_session(meeting, "One")
    desk.patch(f"/api/sessions/{item.id}", json={"title": "Two"})
    older = history_of(desk)[0]["id"]
    desk.patch(f"/api/sessions/{item.id}", json={"title": "Three"})

    reply = desk.post(f"/api/edits/{older}/undo")

    assert (reply.status_code, reply.json["code"]) == (409, "nothing_to_undo")
    assert session_of(desk, item)["title"] == "Three"


def test_a_removed_session_comes_back_by_undo(desk, meeting):
    item = a_session(meeting)
    desk.delete(f"/api/sessions/{item.id}")
    assert desk.get(f"/api/sessions/{item.id}").status_code == 404

    desk.post(f"/api/edits/{history_of(desk)[0]['id']}/undo")

    assert session_of(desk, item)["title"] == item.title


@pytest.mark.parametrize("kind", ["session", "room", "track", "speaker"])
def test_what_was_removed_is_changed_by_undo_only(desk, meeting, kind):
    make = {"session": a_session, "room": a_room, "track": a_track, "speaker": a_speaker}[kind]
    address = f"/api/{kind}s/{make(meeting).id}"
    desk.delete(address)
    entries = len(history_of(desk))

    changed = desk.patch(address, json={"title" if kind == "session" else "name": "Another"})

    assert (changed.status_code, desk.delete(address).status_code) == (404, 204)
    assert len(history_of(desk)) == entries


def test_a_session_may_go_on_naming_what_was_removed(desk, meeting):
    room, track, speaker = a_room(meeting), a_track(meeting), a_speaker(meeting)
    item = a_session(meeting, room=room, track_id=track.id, speaker_ids=[speaker.id])
    shown = session_of(desk, item)
    for address in (f"rooms/{room.id}", f"tracks/{track.id}", f"speakers/{speaker.id}"):
        desk.delete(f"/api/{address}")
    whole = {"track_id": track.id, "speaker_ids": [speaker.id, a_speaker(meeting, "New").id], **moved_to(shown, room)}

    assert desk.patch(f"/api/sessions/{item.id}", json=whole).status_code == 200

    other = a_session(meeting, "Another")
    refused = desk.patch(f"/api/sessions/{other.id}", json={"speaker_ids": [speaker.id]})
    assert (refused.status_code, list(refused.json["errors"])) == (422, ["speaker_ids"])


def test_a_released_field_is_kept_again_by_undo(desk, meeting):
    item = a_session(meeting)
    before = desk.get("/api/meetings/2026/kept").json
    desk.delete(f"/api/kept/session/{item.id}")
    assert desk.get("/api/meetings/2026/kept").json == []

    desk.post(f"/api/edits/{history_of(desk)[0]['id']}/undo")

    assert desk.get("/api/meetings/2026/kept").json == before


def test_an_edit_waits_for_whoever_has_the_programme_in_hand(visitor, meeting):
    item, done = a_session(meeting, "Old title"), threading.Event()

    def rename():
        with db.writing() as session:
            service.change_session(session, None, item.id, {"title": "New title"})
        done.set()

    writer = threading.Thread(target=rename)
    with db.writing() as session:
        meetings.meeting_to_change(session, meeting.id)
        writer.start()
        assert not done.wait(1)
        service.change_session(session, None, item.id, {"note": "Bring a laptop"})
    writer.join()

    shown = session_of(visitor, item)
    assert (shown["title"], shown["note"]) == ("New title", "Bring a laptop")


def test_a_field_edited_by_hand_is_kept(desk, meeting):
    item = a_session(meeting)
    desk.patch(f"/api/sessions/{item.id}", json={"note": "Bring a laptop"})

    kept = desk.get("/api/meetings/2026/kept").json

    assert [row["kept"] for row in kept if row["id"] == item.id and row["subject"] == "session"] == [
        ["times", "title", "note"]
    ]


def test_who_saw_an_older_state_does_not_overwrite_a_newer_one(desk, meeting):
    item = a_session(meeting)
    seen = session_of(desk, item)["rev"]
    desk.patch(f"/api/sessions/{item.id}", json={"title": "By somebody else", "seen": seen})

    reply = desk.patch(f"/api/sessions/{item.id}", json={"title": "By me", "seen": seen})

    assert (reply.status_code, reply.json["code"]) == (409, "outdated")


def test_a_room_of_another_meeting_is_refused(desk, meeting):
    elsewhere = a_room(a_meeting("2027", starts_on=meeting.starts_on + timedelta(days=365)))
    item = a_session(meeting)

    reply = desk.patch(f"/api/sessions/{item.id}", json=moved_to(session_of(desk, item), elsewhere))

    assert (reply.status_code, list(reply.json["errors"])) == (422, ["slots"])


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-03-01T09:00:00"])
def test_a_time_that_no_meeting_could_have_is_refused(desk, meeting, moment):
    item = a_session(meeting)

    reply = desk.patch(f"/api/sessions/{item.id}", json={"slots": [{"starts_at": moment, "minutes": 60}]})

    assert (reply.status_code, list(reply.json["errors"])) == (422, ["slots.0.starts_at"])


@pytest.mark.parametrize("roles", [(), (Role.MODERATOR,), (Role.HOST,)])
def test_only_organisers_edit(sign_in, meeting, roles):
    item = a_session(meeting)

    reply = sign_in(a_person("Mo Member", *roles)).patch(f"/api/sessions/{item.id}", json={"title": "Mine"})

    assert (reply.status_code, reply.json["code"]) == (403, "not_allowed")


def test_a_visitor_is_asked_to_sign_in(visitor, meeting):
    reply = visitor.post("/api/meetings/2026/rooms", json={"name": "Hall"})

    assert (reply.status_code, reply.json["code"]) == (401, "signed_out")


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": ""}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_sites_page_cannot_write(desk, meeting, headers):
    """S-24."""
    reply = desk.post("/api/meetings/2026/rooms", json={"name": "Hall"}, headers=headers)

    assert (reply.status_code, reply.json["code"]) == (403, "foreign_origin")


def test_a_field_nobody_knows_is_refused(desk, meeting):
    """S-41."""
    reply = desk.post("/api/meetings/2026/rooms", json={"name": "Hall", "rev": 7})

    assert (reply.status_code, list(reply.json["errors"])) == (422, ["rev"])
