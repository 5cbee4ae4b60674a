"""What mattered while one was away."""

from datetime import timedelta

from tests.backend.chat.talking import Talker
from tests.backend.chat.told import an_open_channel, joined
from tests.factories import a_channel, a_chatter, a_person

DAY = timedelta(days=1)


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
    liked = [bo.said(channel, f"Number {number}") for number in range(5)]
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
    assert told["joined"] == {"count": 1, "people": [{"id": told["joined"]["people"][0]["id"], "name": "Cy"}]}
    assert told["answered"] == []
    whole = visitor.get(f"/api/channels/{channel.id}/digest?since=0").json
    assert [one["text"] for one in whole["replied"]] == ["Who has beans?", "Long ago"]


def test_a_digest_tells_nobody_of_what_they_may_not_read(visitor):
    channel = a_channel("Members")

    assert visitor.get(f"/api/channels/{channel.id}/digest?since=0").status_code == 404
    assert visitor.get("/api/channels/999/digest?since=0").status_code == 404
