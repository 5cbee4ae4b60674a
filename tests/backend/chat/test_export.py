"""Taking conversations out of here."""

import json

import pytest

from tests.backend.chat.told import a_direct, said
from tests.factories import a_channel, a_person, an_organiser


@pytest.fixture
def ada(app):
    return a_person("Ada", email="ada@example.org")


def lines(reply):
    assert reply.status_code == 200
    assert reply.headers["Content-Disposition"].startswith("attachment")
    return [json.loads(line) for line in reply.text.splitlines()]


def test_an_organiser_takes_a_channel_out_for_a_reason_and_another_house_takes_it_in(app, ada, sign_in, tmp_path):
    channel = a_channel("Coffee")
    first = said(channel, ada, "Who has\nbeans?")
    said(channel, a_person("Bo", email="bo@example.org"), "I have", reply_to_id=first.id, root_id=first.id)
    said(channel, ada, "", removed_at=first.at)
    desk = sign_in(an_organiser())
    reply = desk.post(f"/api/channels/{channel.id}/export", json={"reason": "We move"})
    asked = desk.get(f"/api/channels/{channel.id}/history").json[0]

    assert [(line["email"], line["text"], "reply_to" in line) for line in lines(reply)] == [
        ("ada@example.org", "Who has\nbeans?", False),
        ("bo@example.org", "I have", True),
    ]
    assert asked["after"] == {"exported": "We move"}
    file = tmp_path / "moved.jsonl"
    file.write_text(reply.text.replace("Coffee", "Moved in"))
    told = app.test_cli_runner().invoke(args=["fireside", "import-chat", str(file)])
    assert "2 messages taken in" in told.output
    hits = desk.get("/api/chat/search?q=beans").json["found"]
    assert {hit["channel"]["title"] for hit in hits} == {"Coffee", "Moved in"}


def test_nobody_takes_out_what_is_not_theirs(ada, sign_in):
    channel, direct = a_channel(), a_direct(ada, a_person("Bo"))
    said(direct, ada, "between us")
    desk, mine = sign_in(an_organiser()), sign_in(ada)

    assert mine.post(f"/api/channels/{channel.id}/export", json={"reason": "I am curious"}).status_code == 403
    assert desk.post(f"/api/channels/{direct.id}/export", json={"reason": "I am curious"}).status_code == 404
    assert desk.post(f"/api/channels/{channel.id}/export", json={"reason": " "}).status_code == 422


def test_i_take_out_all_that_i_wrote_and_nothing_of_anybody_else(ada, sign_in):
    bo = a_person("Bo")
    for channel in (a_channel("Coffee"), a_direct(ada, bo)):
        said(channel, ada, "of mine")
        said(channel, bo, "of theirs")

    mine = [(line["channel"], line["text"]) for line in lines(sign_in(ada).get("/api/me/chat-export"))]

    assert mine == [("Coffee", "of mine"), ("Direct conversation", "of mine")]
