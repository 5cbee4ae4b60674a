"""Whatever is sent instead of a message is kept harmlessly or refused with a reason, and nothing else is lost."""

import time

import pytest

from tests.backend.chat.talking import a_client_id
from tests.factories import a_channel
from tests.naughty import is_refused, naughty, tidy
from tests.shared_data import every

LONGEST = 4_000


def on_one_line(text: str) -> str:
    """Line ends and tabs may stand in a message, other controls may not."""
    return text.replace("\r", "\n").replace("\n", " ").replace("\t", " ")


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "\u00e9" * 500_000,
        "a" + "\u0316\u0301" * 5_000,
        "a" + "\u0316\u0301" * 500_000,
        ("a" + "\u0301" * 31) * 10,
        "abc\u202edef",
        "\u2066abc",
        "\x00",
        "\ud800",
        " \n\t ",
        "\u200b",
        "",
        None,
        12,
        ["a"],
    ],
    ids=lambda text: f"{str(text)[:8]!a} {len(str(text))}",
)
def test_what_is_no_message_is_refused_at_once_and_the_field_named(channel, talker, text):
    ada, began = talker("Ada A", channel), time.process_time()

    reply = ada.say(channel, text)

    assert (reply.status_code, list(reply.json["errors"])) == (422, ["text"])
    assert time.process_time() - began < 5  # composing these would take minutes
    assert ada.said(channel, "Fine")["number"] == 1


@pytest.mark.parametrize(
    "text", ["a" * LONGEST, "x\u0301" * 30, "z" + "\u0301" * 30, "\u05e9\u05dc\u05d5\u05dd \u200f!", "👩‍👩‍👧‍👦" * 300]
)
def test_what_can_be_shown_is_kept(channel, talker, text):
    assert talker("Ada A", channel).said(channel, text)["text"] == tidy(text)


@pytest.mark.data
@pytest.mark.parametrize("path", every("naughty_strings/blns.json"))
def test_naughty_texts_are_read_back_as_typed_or_refused(channel, talker, path):
    """B4; the pages of a channel are read as well as the answers."""
    ada, kept = talker("Ada A", channel), []
    for number, text in enumerate(naughty(path)):
        if number % 55 == 0:
            ada = talker(f"Ada {number}", channel)
        reply = ada.say(channel, text)
        refused = is_refused(on_one_line(text), LONGEST)
        assert (reply.status_code == 422) is refused, (text, reply.json)
        kept += [] if refused else [tidy(text.replace("\r\n", "\n").replace("\r", "\n"))]

    texts, before = [], len(kept) + 1
    while before > 1:
        page = ada.page(channel, before=before, limit=100).json
        texts, before = [message["text"] for message in page["messages"]] + texts, page["first"]
    assert texts == kept
    assert len(kept) > 450


@pytest.mark.parametrize(
    "body",
    [
        {"client_id": "x", "text": "Hello"},
        {"client_id": a_client_id().upper().replace("0", "G"), "text": "Hello"},
        {"text": "Hello"},
        {"client_id": a_client_id(), "text": "Hello", "number": 7},
        {"client_id": a_client_id(), "text": "Hello", "author_id": 1},
        {"client_id": a_client_id(), "text": "Hello", "html": "<script>"},
        {"client_id": a_client_id(), "text": "Hello", "reply_to": "1"},
        {"client_id": a_client_id(), "text": "Hello", "reply_to": 2**53},
        {"client_id": a_client_id(), "text": "Hello", "photos": list(range(1, 12))},
    ],
)
def test_a_request_that_says_more_or_less_than_it_may_is_refused(channel, talker, body):
    ada = talker("Ada A", channel)

    assert ada.phone.post(f"/api/channels/{channel.id}/messages", json=body).status_code == 422
    assert ada.page(channel).json["newest"] == 0


def test_who_may_not_read_a_channel_does_not_learn_of_it(app, talker, visitor):
    """Nothing tells it from one that does not exist: not its messages, nor any verb on one of them."""
    ada, ben, cleo = (talker(name) for name in ("Ada A", "Ben B", "Cleo C"))
    direct = ada.phone.post(f"/api/people/{ben.id}/direct").json["id"]
    there = a_channel("to have the shape of one")
    there.id = direct
    said = ada.said(there, "Between us")

    gone = {**said, "id": said["id"] + 1000}
    for message, channel_id in ((said, direct), (gone, direct + 1000)):
        there.id = channel_id
        replies = [
            cleo.page(there),
            cleo.say(there),
            cleo.read(there, 1),
            cleo.edit(message, "Mine"),
            cleo.react(message),
            *(cleo.phone.get(f"/api/messages/{message['id']}/{what}") for what in ("edits", "thread", "reactions")),
            visitor.get(f"/api/channels/{channel_id}/messages"),
            visitor.get(f"/api/messages/{message['id']}/thread"),
        ]
        assert [(reply.status_code, reply.json["code"]) for reply in replies] == [(404, "not_found")] * len(replies)
