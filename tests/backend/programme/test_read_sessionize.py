"""Sessionize's "All" data: people, categories, rooms and times on the clock of the meeting."""

import json
from datetime import UTC, datetime

import pytest

from backend.programme.draft import DraftLink
from backend.programme.readers import UnreadableProgramme, read

SESSION = {
    "id": "14022",
    "title": "Opening",
    "description": "First.\r\n\r\nSecond.",
    "startsAt": "2026-03-09T09:30:00",
    "endsAt": "2026-03-09T10:15:00",
    "isServiceSession": False,
    "speakers": ["00000000-0000-0000-0000-000000000004"],
    "categoryItems": [1, 2, 3, 4],
    "roomId": 7,
    "liveUrl": "https://example.org/live",
    "recordingUrl": None,
    "status": "Accepted",
}
CATEGORIES = [
    {"id": 1, "title": "Track", "items": [{"id": 1, "name": "Care"}]},
    {"id": 2, "title": "Session format", "items": [{"id": 2, "name": "Workshop"}]},
    {"id": 3, "title": "Level", "items": [{"id": 3, "name": "Beginner"}]},
    {"id": 4, "title": "Language", "items": [{"id": 4, "name": "en"}]},
]
ADA = {
    "id": "00000000-0000-0000-0000-000000000004",
    "firstName": "Ada",
    "lastName": "Example",
    "tagLine": "Nurse",
    "bio": "Since 1990.",
    "email": "ada@example.org",
    "links": [{"title": "Blog", "url": "https://example.org/ada"}, {"title": "X", "url": "@ada"}],
}


def everything(*sessions: dict, **more: object) -> bytes:
    rooms = [{"id": 7, "name": "Hall A"}, {"id": 8, "name": "Hall B"}]
    whole = {"sessions": sessions, "speakers": [ADA], "questions": [], "categories": CATEGORIES, "rooms": rooms}
    return json.dumps(whole | more).encode()


def read_all(data: bytes):
    return read(data, name="all.json", timezone="Europe/Brussels")


def test_a_session_is_read_with_its_categories_speaker_room_and_time():
    draft = read_all(everything(SESSION))

    (session,) = draft.sessions
    assert (draft.format, session.code, session.title) == ("sessionize-json", "14022", "Opening")
    assert session.abstract == "<p>First.</p>\n<p>Second.</p>"
    assert (session.track, session.kind, session.language, session.tags) == ("Care", "Workshop", "en", ("Beginner",))
    assert session.slots[0].starts_at == datetime(2026, 3, 9, 8, 30, tzinfo=UTC)
    assert (session.slots[0].minutes, session.slots[0].room) == (45, "Hall A")
    assert session.links == (DraftLink("Live stream", "https://example.org/live"),)
    assert [room.name for room in draft.rooms] == ["Hall A", "Hall B"]


def test_a_speaker_is_read_without_any_address_of_mail():
    draft = read_all(everything(SESSION))

    (ada,) = draft.speakers
    assert (ada.guid, ada.name, ada.headline) == (ADA["id"], "Ada Example", "Nurse")
    assert ada.links == (DraftLink("Blog", "https://example.org/ada"),)
    assert draft.sessions[0].speakers == (ada.key,)
    assert "ada@example.org" not in repr(draft)


def test_a_pause_is_a_session_of_its_own_kind():
    pause = {"id": "p1", "title": "Lunch", "isServiceSession": True, "startsAt": "2026-03-09T12:00:00Z"}

    draft = read_all(everything(pause, speakers=[]))

    assert draft.sessions[0].kind == "service"
    assert draft.sessions[0].slots[0].starts_at.hour == 12
    assert [warning.what for warning in draft.warnings] == ["it has no length", "it has no room"]


def test_a_session_not_yet_placed_has_no_slot():
    draft = read_all(everything(SESSION | {"startsAt": None, "endsAt": None}))

    assert draft.sessions[0].slots == ()


def test_a_withdrawn_session_is_cancelled():
    assert read_all(everything(SESSION | {"status": "Canceled"})).sessions[0].cancelled


@pytest.mark.parametrize(
    "wrong", [{"speakers": 5}, {"categoryItems": [{"id": 1}, None]}, {"roomId": {}}, {"title": "Opening", "id": []}]
)
def test_a_field_of_the_wrong_shape_reads_as_nothing(wrong):
    assert read_all(everything(SESSION | wrong)).sessions[0].title == "Opening"


def test_a_time_that_does_not_exist_is_refused_with_its_item():
    with pytest.raises(UnreadableProgramme) as refused:
        read_all(everything(SESSION, SESSION | {"startsAt": "2026-02-30T09:00:00"}))

    assert refused.value.where == "item 2: 'Opening'"
