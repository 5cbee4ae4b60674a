"""Saying it differently, taking it away, answering, reacting: what everybody sees of it, and what nobody does."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from backend.chat.models import Mention, Message, MessageEdit, Reaction
from backend.core import clock, db
from tests.backend.chat.talking import records


@pytest.fixture
def ada(channel, talker):
    return talker("Ada A", channel)


@pytest.fixture
def ben(channel, talker):
    return talker("Ben B", channel)


def later(**time):
    return time_machine.travel(clock.now() + timedelta(**time))


def kept_texts() -> str:
    """Every text of a message, edit or notice that the database holds."""
    with db.reading() as session:
        tables = [
            table for name, table in Message.metadata.tables.items() if name in {"message", "message_edit", "notice"}
        ]
        return str([session.execute(sa.select(table)).all() for table in tables])


def test_a_change_is_visible_and_what_stood_there_before_can_be_read(channel, ada, ben):
    said = ada.said(channel, "The talk is at three")

    changed = ada.edit(said, "The talk is at *four*", corrected=True).json
    again = ada.edit(said, "The talk is at *four*").json

    assert changed["html"] == "<p>The talk is at <em>four</em></p>"
    assert (changed["corrected"], changed["number"], changed["edited_at"] is None) == (True, 1, False)
    assert again == changed
    assert [edit["text"] for edit in ben.phone.get(f"/api/messages/{said['id']}/edits").json] == [
        "The talk is at three"
    ]


def test_only_its_author_changes_a_message_and_only_for_a_day(channel, ada, ben):
    said = ada.said(channel)

    assert ben.edit(said, "Mine").json["code"] == "not_allowed"
    assert ben.remove(said).json["code"] == "not_allowed"
    with later(hours=23, minutes=59):
        assert ada.edit(said, "Hello again").status_code == 200
    with later(hours=24):
        assert ada.edit(said, "Too late").json["code"] == "too_late_to_edit"
        assert ada.remove(said).status_code == 204


def test_of_a_removed_message_nothing_is_kept_but_its_number(channel, ada, ben):
    said = ada.said(channel, f"plumage <@{ben.id}>")
    ada.edit(said, f"better plumage <@{ben.id}>")
    answer = ben.said(channel, "I see", reply_to=said["id"])
    ben.react(said)

    assert answer["reply_to"]["excerpt"] == "better plumage @Ben B"
    assert (ada.remove(said).status_code, ada.remove(said).status_code) == (204, 204)

    assert "plumage" not in kept_texts()
    [page] = [ben.page(channel).json]
    gone = {"id": said["id"], "number": 1, "name": "", "excerpt": "", "photos": 0, "removed": True}
    assert [message["reply_to"] for message in page["messages"]] == [gone]
    assert (page["first"], page["last"], page["newest"]) == (1, 2, 2)
    assert [said["id"] == row["id"] for row in records(f"channel:{channel.id}", 1)["message"] if "removed" in row] == [
        True
    ]
    assert ben.mine("reaction") == []
    for act in (lambda: ben.react(said), lambda: ada.edit(said, "Back"), lambda: ben.say(channel, reply_to=said["id"])):
        assert act().json["code"] == "message_removed"
    with db.reading() as session:
        counts = [session.scalar(sa.select(sa.func.count()).select_from(table)) for table in (MessageEdit, Mention)]
        assert counts == [0, 0]
        assert session.scalars(sa.select(Reaction.emoji)).all() == [[]]


def test_a_quote_changes_with_what_it_quotes(channel, ada, ben):
    said = ada.said(channel, "At three")
    ben.said(channel, "Thanks", reply_to=said["id"])

    ada.edit(said, "At four")

    [_, answer] = ben.page(channel).json["messages"]
    assert answer["reply_to"]["excerpt"] == "At four"
    heard = {row["id"]: row for row in records(f"channel:{channel.id}", 4)["message"]}
    assert heard[answer["id"]] == answer


def test_answers_make_a_chain_that_can_be_read_alone(channel, ada, ben):
    root = ada.said(channel, "Who cooks?")
    first = ben.said(channel, "I do", reply_to=root["id"])
    ada.said(channel, "Something else")
    second = ada.said(channel, "Lovely", reply_to=first["id"])

    thread = ben.phone.get(f"/api/messages/{second['id']}/thread").json
    rest = ben.phone.get(f"/api/messages/{root['id']}/thread?after={first['number']}").json

    assert (thread["root"]["id"], thread["root"]["replies"], thread["more"]) == (root["id"], 2, False)
    assert [message["text"] for message in thread["messages"]] == ["I do", "Lovely"]
    assert [message["text"] for message in rest["messages"]] == ["Lovely"]
    ada.remove(second)
    ada.remove(root)
    alone = ben.phone.get(f"/api/messages/{first['id']}/thread").json
    assert (alone["root"], [message["text"] for message in alone["messages"]]) == (None, ["I do"])


def test_a_reaction_counts_once_for_each_person(channel, ada, ben):
    said = ada.said(channel)

    for who in (ada, ben, ben):
        assert who.react(said, "👩🏽‍🚀").status_code == 200
    ben.react(said, "❤️")
    ben.unreact(said, "❤️")

    assert ben.react(said, "👍").json == {"emoji": ["👩🏽‍🚀", "👍"], "reactions": {"👩🏽‍🚀": 2, "👍": 1}}
    [mine] = ben.mine("reaction")
    assert mine["emoji"] == ["👩🏽‍🚀", "👍"]
    assert ben.page(channel).json["mine"] == [mine]
    assert ben.phone.get(f"/api/messages/{said['id']}/thread").json["mine"] == [mine]
    [who, _] = ada.phone.get(f"/api/messages/{said['id']}/reactions").json
    assert [person["name"] for person in who["people"]] == ["Ada A", "Ben B"]


@pytest.mark.parametrize("odd", ["a", "👍👍", "", " ", "<b>", "👍" * 9, "1", "👍‍", "\u0301", "javascript:"])
def test_what_is_no_emoji_is_no_reaction(channel, ada, odd):
    reply = ada.react(ada.said(channel), odd)

    assert reply.status_code in {404, 422}


def test_a_person_adds_only_so_many(channel, ada):
    said = ada.said(channel)

    statuses = [ada.react(said, emoji).status_code for emoji in "👍👎😀😂🎉🔥🌍"]

    assert statuses == [*[200] * 6, 422]
