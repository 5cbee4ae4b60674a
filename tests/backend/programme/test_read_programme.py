"""The whole programme in one frame, and what changed since."""

import brotli
import pytest

from backend.core import feed
from tests.factories import a_meeting, a_room, a_session, a_speaker, a_track, an_organiser

PROGRAMME = "/api/meetings/2026/programme"


@pytest.fixture
def hall(app):
    return a_room(a_meeting(), "Hall A")


def test_a_visitor_reads_the_whole_programme(visitor):
    meeting = a_meeting()
    room, track, speaker = a_room(meeting), a_track(meeting), a_speaker(meeting)
    item = a_session(meeting, "Opening", room=room, track_id=track.id, speaker_ids=[speaker.id])

    frame = visitor.get(PROGRAMME).json

    assert (frame["stream"], frame["since"], frame["head"], frame["reset"]) == (f"meeting:{meeting.id}", 0, 5, True)
    assert {kind: [record["id"] for record in rows] for kind, rows in frame["records"].items()} == {
        "meeting": [meeting.id],
        "room": [room.id],
        "track": [track.id],
        "speaker": [speaker.id],
        "session": [item.id],
    }
    shown = frame["records"]["session"][0]
    assert (shown["title"], shown["speaker_ids"], shown["track_id"]) == ("Opening", [speaker.id], track.id)
    assert [slot["room_id"] for slot in shown["slots"]] == [room.id]


def test_a_programme_that_does_not_exist_is_not_found(visitor):
    assert visitor.get("/api/meetings/1999/programme").status_code == 404


def test_the_programme_comes_compressed_and_is_the_same(visitor, hall):
    plain = visitor.get(PROGRAMME)
    dense = visitor.get(PROGRAMME, headers={"Accept-Encoding": "gzip, br"})

    assert dense.headers["Content-Encoding"] == "br"
    assert brotli.decompress(dense.data) == plain.data
    assert dense.headers["Vary"] == "Accept-Encoding"


def test_an_unchanged_programme_is_not_sent_again(visitor, hall):
    first = visitor.get(PROGRAMME)

    again = visitor.get(PROGRAMME, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")


def test_a_change_is_in_the_next_answer(visitor, sign_in, hall):
    before = visitor.get(PROGRAMME)

    sign_in(an_organiser()).patch(f"/api/rooms/{hall.id}", json={"name": "Hall Z"})

    after = visitor.get(PROGRAMME, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert [room["name"] for room in after.json["records"]["room"]] == ["Hall Z"]


def test_only_what_changed_since_is_sent(visitor, sign_in, hall):
    head = visitor.get(PROGRAMME).json["head"]
    sign_in(an_organiser()).patch(f"/api/rooms/{hall.id}", json={"name": "Hall Z"})

    frame = visitor.get(PROGRAMME, query_string={"since": head}).json

    assert (frame["since"], frame["head"], frame["reset"]) == (head, head + 1, False)
    assert frame["records"] == {"room": [{**frame["records"]["room"][0], "name": "Hall Z", "rev": head + 1}]}


def test_what_was_removed_is_sent_as_a_tombstone(visitor, sign_in, hall):
    head = visitor.get(PROGRAMME).json["head"]
    sign_in(an_organiser()).delete(f"/api/rooms/{hall.id}")

    frame = visitor.get(PROGRAMME, query_string={"since": head}).json

    assert frame["records"] == {"room": [{"id": hall.id, "rev": head + 1, "removed": True}]}
    assert "room" not in visitor.get(PROGRAMME).json["records"]


def test_a_number_from_the_future_resets_the_client(visitor, hall):
    frame = visitor.get(PROGRAMME, query_string={"since": 999}).json

    assert (frame["reset"], frame["since"]) == (True, 0)


def test_who_is_too_far_behind_is_answered_with_the_whole_from_memory(visitor, hall, monkeypatch):
    monkeypatch.setattr(feed, "PAGE", 0)
    whole = visitor.get(PROGRAMME)

    behind = visitor.get(PROGRAMME, query_string={"since": 1})

    assert (behind.data, behind.headers["ETag"]) == (whole.data, whole.headers["ETag"])


@pytest.mark.parametrize("since", ["-1", "1e3", "x", "9" * 30, "²"])
def test_a_strange_number_is_refused_in_words(visitor, hall, since):
    reply = visitor.get(PROGRAMME, query_string={"since": since})

    assert (reply.status_code, list(reply.json["errors"])) == (422, ["since"])
