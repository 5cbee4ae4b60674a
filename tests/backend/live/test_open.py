"""Opening a stream is being allowed to hear it; what follows is heard without a gap."""

import json

import pytest
import requests

from tests.factories import a_device, a_meeting, a_person, a_room, a_session, an_organiser
from tests.socket_phone import NotLetIn


def organise(server, token, slug, **values):
    """Change the meeting as an organiser's page does."""
    reply = requests.patch(
        f"{server}/api/meetings/{slug}",
        json=values,
        cookies={"fireside": token},
        headers={"Origin": server},
        timeout=10,
    )
    assert reply.status_code == 200
    return reply.json()


def test_a_visitor_hears_a_meeting_change(server, connect):
    meeting, token = a_meeting(), a_device(an_organiser())
    phone = connect()
    answer = phone.open(f"meeting:{meeting.id}")

    changed = organise(server, token, meeting.slug, name="Renamed")

    frame = phone.wait_for("changes")
    assert answer["ok"]
    assert (frame["since"], frame["head"], frame["reset"]) == (answer["frame"]["head"], changed["rev"], False)
    assert frame["records"] == {"meeting": [changed]}


def test_what_another_process_wrote_without_a_word_is_heard_soon(connect):
    meeting = a_meeting()
    phone = connect()
    head = phone.open(f"meeting:{meeting.id}")["frame"]["head"]

    room = a_room(meeting)

    frame = phone.wait_for("changes")
    assert frame["since"] == head
    assert [row["id"] for row in frame["records"]["room"]] == [room.id]


def test_opening_again_tells_only_what_was_missed(connect):
    meeting = a_meeting()
    phone = connect()
    head = phone.open(f"meeting:{meeting.id}")["frame"]["head"]
    assert phone.ask("close", {"stream": f"meeting:{meeting.id}"}) == {"ok": True}
    room = a_room(meeting)

    frame = phone.open(f"meeting:{meeting.id}", since=head)["frame"]

    assert (frame["since"], frame["reset"]) == (head, False)
    assert {kind: [row["id"] for row in rows] for kind, rows in frame["records"].items()} == {"room": [room.id]}


def test_a_closed_stream_is_heard_no_more(server, connect):
    meeting, token = a_meeting(), a_device(an_organiser())
    phone, other = connect(), connect()
    for one in (phone, other):
        one.open(f"meeting:{meeting.id}")

    phone.ask("close", {"stream": f"meeting:{meeting.id}"})
    organise(server, token, meeting.slug, name="Renamed")

    other.wait_for("changes")
    assert phone.all("changes") == []


def test_a_person_hears_their_own_stream_and_nobody_elses(connect):
    mine, yours = a_person("Mine"), a_person("Yours")
    phone = connect(mine)

    assert phone.open(f"me:{mine.id}")["ok"]
    refused = phone.open(f"me:{yours.id}")
    assert (refused["ok"], refused["problem"]["code"]) == (False, "not_found")


def test_a_visitor_is_asked_to_sign_in_for_a_personal_stream(connect):
    refused = connect().open(f"me:{a_person().id}")

    assert (refused["problem"]["status"], refused["problem"]["code"]) == (401, "signed_out")


def test_what_is_no_stream_is_not_found(connect):
    a_meeting()
    phone = connect(a_person())

    for stream in (
        "meeting:999999",
        "meeting:0",
        "meeting:",
        "meeting:x",
        "meeting:-1",
        "nothing:1",
        "meeting:1:2",
        "me",
    ):
        assert phone.open(stream)["problem"]["code"] == "not_found", stream


def test_what_an_event_carries_is_checked_as_a_request_is(connect):
    phone = connect()

    for said in (
        [{"stream": 7}],
        [{"stream": "meeting:1", "since": -1}],
        [{"stream": "meeting:1", "more": 1}],
        [],
        [1, 2],
    ):
        refused = phone.ask("open", *said)
        assert (refused["ok"], refused["problem"]["code"]) == (False, "invalid"), said


def test_a_star_on_one_phone_shows_on_the_other(server, connect):
    person, session = a_person(), a_session(a_meeting())
    phone = connect(person)
    phone.open(f"me:{person.id}")

    requests.put(
        f"{server}/api/me/stars",
        json={"stars": [{"session_id": session.id, "starred": True}]},
        cookies={"fireside": a_device(person)},
        headers={"Origin": server},
        timeout=10,
    )

    [star] = phone.wait_for("changes")["records"]["star"]
    assert (star["id"], star["starred"]) == (session.id, True)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"])
def test_a_page_of_another_site_cannot_connect(connect, origin):
    with pytest.raises(NotLetIn):
        connect(origin=origin)


def test_a_phone_is_told_to_expect_a_word_every_ten_seconds(server):
    reply = requests.get(f"{server}/socket.io/?EIO=4&transport=polling", headers={"Origin": server}, timeout=10)

    told = json.loads(reply.text[1:])
    assert (told["pingInterval"], told["pingTimeout"]) == (10_000, 20_000)
