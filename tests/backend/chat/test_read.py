"""Reading: pages by number, marks that only move forward, and who hears that they were named."""

from datetime import UTC, timedelta

import pytest

from backend.chat.models import Message
from backend.core import clock, db
from schemas.words import Level
from tests.backend.chat.talking import a_client_id
from tests.factories import a_channel

DAY = timedelta(days=1)


def filled(channel, author, count: int, *, days: int = 0) -> None:
    """So many messages, the newest now, the others each a day older where `days` is 1."""
    with db.writing() as session:
        now = clock.now()
        there = session.merge(channel)
        there.last_number = count
        for number in range(1, count + 1):
            said = {"text": f"n{number}", "html": f"<p>n{number}</p>", "client_id": a_client_id(), "reactions": {}}
            at = now - (count - number) * days * DAY
            session.add(Message(channel_id=channel.id, author_id=author.id, number=number, at=at, rev=number, **said))


def numbers(page) -> list[int]:
    return [message["number"] for message in page.json["messages"]]


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({}, 71, 120),
        ({"limit": 100}, 21, 120),
        ({"before": 71}, 21, 70),
        ({"before": 3}, 1, 2),
        ({"before": 1}, 1, 0),
        ({"before": 2**31 - 1, "limit": 5}, 116, 120),
        ({"after": 0, "limit": 10}, 1, 10),
        ({"after": 115}, 116, 120),
        ({"after": 120}, 121, 120),
        ({"around": 60, "limit": 10}, 55, 64),
        ({"around": 2, "limit": 10}, 1, 10),
        ({"around": 119, "limit": 10}, 111, 120),
        ({"around": 9999, "limit": 10}, 111, 120),
        ({"to": "unread", "limit": 10}, 36, 45),
    ],
)
def test_a_page_is_a_range_of_numbers(channel, talker, query, first, last):
    ada = talker("Ada A", channel)
    filled(channel, ada, 120)
    ada.read(channel, 40)

    page = ada.page(channel, **query)

    assert (page.json["first"], page.json["last"], page.json["newest"]) == (first, last, 120)
    assert numbers(page) == list(range(first, last + 1))
    assert page.json["unread"] == (41 if "to" in query else None)


def test_a_date_leads_to_what_was_said_then(channel, talker):
    ada = talker("Ada A", channel)
    filled(channel, ada, 30, days=1)
    noon = (clock.now() - 10 * DAY - timedelta(hours=1)).astimezone(UTC).isoformat()

    assert numbers(ada.page(channel, at=noon, limit=2)) == [19, 20]
    assert numbers(ada.page(channel, at="1999-01-01T00:00:00Z", limit=2)) == [1, 2]
    assert numbers(ada.page(channel, at="2199-01-01T00:00:00Z", limit=2)) == [29, 30]


def test_an_empty_channel_has_an_empty_page(channel, talker):
    ada = talker("Ada A", channel)

    for query in ({}, {"to": "unread"}, {"around": 5}, {"at": "2026-01-01T00:00:00Z"}):
        assert ada.page(channel, **query).json["messages"] == []


@pytest.mark.parametrize(
    "query", ["before=0", "before=1&after=2", "limit=101", "at=noon", "to=me", "before=x", "odd=1"]
)
def test_a_cursor_that_makes_no_sense_is_refused(channel, talker, query):
    reply = talker("Ada A", channel).phone.get(f"/api/channels/{channel.id}/messages?{query}")

    assert reply.status_code == 422


def test_a_cursor_of_another_channel_leads_nowhere(channel, talker):
    """Numbers are each channel's own, and what is answered must stand in the same one."""
    other = a_channel("Elsewhere")
    ada = talker("Ada A", channel, other)
    elsewhere = ada.said(other)

    assert ada.say(channel, "What?", reply_to=elsewhere["id"]).json["code"] == "not_found"
    assert ada.said(channel)["number"] == 1


def test_a_read_mark_only_moves_forward_and_never_past_the_end(channel, talker):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    for _ in range(5):
        ada.said(channel)

    marks = [ben.read(channel, number).json["read_number"] for number in (3, 1, 4, 99, 2)]

    assert marks == [3, 3, 4, 5, 5]
    assert ben.membership(channel)["read_number"] == ada.membership(channel)["read_number"] == 5


def test_who_is_named_hears_of_it_until_they_have_read_it(channel, talker):
    ada, ben, cleo = talker("Ada A", channel), talker("Ben B", channel), talker("Cleo C")
    first = ada.said(channel, f"<@{ben.id}> and <@{cleo.id}>, and `<@{ada.id}>`, and <@999999>")
    second = ada.said(channel, f"again <@{ben.id}>")

    assert first["mentions"] == [{"id": ben.id, "name": "Ben B"}, {"id": cleo.id, "name": "Cleo C"}]
    assert ben.membership(channel)["mentions"] == 2
    assert [notice["kind"] for notice in (*ben.mine("notice"), *cleo.mine("notice"))] == ["mentioned"] * 3
    assert ben.mine("notice")[0]["text"] == "Ada A mentioned you in Cooking for bloggers."
    assert ben.read(channel, 1).json["mentions"] == 1
    ada.edit(second, "never mind")
    assert ben.membership(channel)["mentions"] == 0
    ada.edit(second, f"oh, <@{ben.id}>")
    assert ben.membership(channel)["mentions"] == 1
    ada.remove(second)
    assert ben.membership(channel)["mentions"] == 0


def test_who_is_answered_hears_of_it_once(channel, talker):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    said = ada.said(channel)

    ben.said(channel, f"<@{ada.id}> yes", reply_to=said["id"])
    ben.said(channel, "and no", reply_to=said["id"])
    ada.said(channel, "thanks", reply_to=said["id"])

    assert [notice["kind"] for notice in ada.mine("notice")] == ["mentioned", "replied"]


def test_who_wants_to_hear_nothing_or_not_of_somebody_does_not(channel, talker):
    ada, ben, cleo = (talker(name, channel) for name in ("Ada A", "Ben B", "Cleo C"))
    ben.phone.put(f"/api/people/{ada.id}/block")
    cleo.phone.patch(f"/api/channels/{channel.id}/membership", json={"level": Level.NONE})
    answered = ben.said(channel)

    ada.said(channel, f"<@{ben.id}> <@{cleo.id}>", reply_to=answered["id"])

    assert [(who.mine("notice"), who.membership(channel)["mentions"]) for who in (ben, cleo)] == [([], 0)] * 2


def test_nobody_names_half_the_channel(channel, talker):
    ada, others = talker("Ada A", channel), [talker(f"Person {number}", channel) for number in range(11)]
    everybody = " ".join(f"<@{one.id}>" for one in others)

    reply = ada.say(channel, everybody)

    assert (reply.json["code"], reply.json["about"]) == ("too_many_mentions", {"most": 10})
