"""What mattered while one was away."""

from datetime import timedelta
from uuid import uuid4

from tests.backend.chat.photographing import a_photo, look
from tests.backend.chat.talking import Talker
from tests.backend.chat.told import an_open_channel, joined
from tests.factories import a_channel, a_chatter, a_meeting, a_panel, a_person, an_organiser


def test_after_an_absence_one_sees_what_mattered_and_who_came(sign_in, visitor):
    channel = an_open_channel("Coffee")
    ada, bo = (a_chatter(a_person(name), channel) for name in ("Ada", "Bo"))
    ada, bo = Talker(sign_in(ada), ada), Talker(sign_in(bo), bo)
    before = ada.said(channel, "Long ago")
    for text in ("I know", "I do not"):
        bo.said(channel, text, reply_to=before["id"])
    last_read = bo.said(channel, "I was here")["number"]
    joined(channel, a_person("Cy"))
    question = ada.said(channel, "Who has beans?")
    for text in ("I have", "Me too", "And me"):
        bo.said(channel, text, reply_to=question["id"])
    liked = [bo.said(channel, f"Number {number}") for number in range(4)]
    liked.append(bo.said(channel, "Number 4", photos=[a_photo(bo.phone, alt="A four"), a_photo(bo.phone)]))
    for count, message in enumerate(liked):
        for emoji in "👍🎉❤😂"[:count]:
            assert ada.react(message, emoji).status_code == 200
    gone = bo.said(channel, "Forget this")
    ada.react(gone)
    bo.remove(gone)

    told = visitor.get(f"/api/channels/{channel.id}/digest?since={last_read}").json

    assert (told["since"], told["last"], told["messages"]) == (4, 14, 10)
    assert [(one["text"], one["replies"]) for one in told["replied"]] == [("Who has beans?", 3)]
    assert [one["text"] for one in told["reacted"]] == ["Number 4", "Number 3", "Number 2"]
    assert [photo["alt"] for photo in told["reacted"][0]["photos"]] == ["A four", "A red wall"]
    assert look(visitor, told["reacted"][0]["photos"][0]["id"]).status_code == 200
    assert told["joined"] == {"count": 1, "people": [{"id": told["joined"]["people"][0]["id"], "name": "Cy"}]}
    assert told["answered"] == []
    whole = visitor.get(f"/api/channels/{channel.id}/digest?since=0").json
    assert [one["text"] for one in whole["replied"]] == ["Who has beans?", "Long ago"]


def test_members_are_told_which_of_the_panels_questions_were_answered_meanwhile(sign_in, visitor):
    desk = sign_in(an_organiser())
    panel = a_panel(a_meeting(), starts_in=timedelta(days=3))
    channel = desk.put(f"/api/panels/{panel.id}/channel").json["id"]
    desk.patch(f"/api/channels/{channel}", json={"access": "open"})
    asked = []
    for number in range(2):
        body = {"client_id": str(uuid4()), "text": f"Why {number}?"}
        asked.append(desk.post(f"/api/panels/{panel.id}/questions", json=body).json["question"]["id"])
    assert desk.patch(f"/api/questions/{asked[1]}", json={"state": "answered"}).status_code == 200

    address = f"/api/channels/{channel}/digest?since=0"
    assert desk.get(address).json["answered"] == [{"id": asked[1], "text": "Why 1?"}]
    assert visitor.get(address).json["answered"] == []


def test_a_digest_tells_nobody_of_what_they_may_not_read(visitor):
    channel = a_channel("Members")

    assert visitor.get(f"/api/channels/{channel.id}/digest?since=0").status_code == 404
    assert visitor.get("/api/channels/999/digest?since=0").status_code == 404
