"""Two people who talk: only with consent, and not with whom one blocked."""

from datetime import timedelta

import pytest
import time_machine

from backend.core import clock, db, feed
from backend.people.signed_in import Reader
from schemas.words import Role
from tests.factories import a_person


@pytest.fixture
def ada(talker):
    return talker("Ada Example")


@pytest.fixture
def ben(talker):
    return talker("Ben Example")


class Here:
    """A direct channel by its id."""

    def __init__(self, channel_id):
        self.id = channel_id


def write_to(one, other):
    reply = one.phone.post(f"/api/people/{other.id}/direct")
    assert reply.status_code == 200, reply.json
    return Here(reply.json["id"])


def requests_of(one):
    found = one.phone.get("/api/channels").json["channels"]
    return {channel["with"]["name"]: channel["membership"]["request"] for channel in found if channel["with"]}


def answer(one, channel, *, accept):
    return one.phone.post(f"/api/channels/{channel.id}/request", json={"accept": accept})


def told(one):
    return [notice["kind"] for notice in one.mine("notice")]


def test_a_channel_that_was_only_opened_is_there_for_nobody_else(ada, ben, talker):
    channel = write_to(ada, ben)

    assert requests_of(ada) == {"Ben Example": "sent"}
    assert (requests_of(ben), ben.mine("membership"), told(ben)) == ({}, [], [])
    for other in (ben, talker("Olga Organiser", roles=(Role.ORGANISER, Role.MODERATOR))):
        assert other.phone.get(f"/api/channels/{channel.id}").status_code == 404
        assert other.say(channel).status_code == 404


def test_a_first_message_is_a_request_and_the_only_one_until_it_is_accepted(ada, ben):
    channel = write_to(ada, ben)
    ada.said(channel, "May I ask you something?")

    assert ada.say(channel, "And another thing").json["code"] == "request_waits"
    assert (requests_of(ada), requests_of(ben)) == ({"Ben Example": "sent"}, {"Ada Example": "received"})
    assert (told(ben), ben.membership(channel)["mentions"]) == (["chat_request"], 1)

    assert answer(ben, channel, accept=True).json["membership"]["request"] == "accepted"
    assert told(ada) == ["request_accepted"]
    assert [ada.say(channel, "Thank you").status_code, ben.say(channel, "Ask").status_code] == [201, 201]


def test_an_answer_accepts(ada, ben):
    channel = write_to(ada, ben)
    ada.said(channel, "Hello?")
    ben.said(channel, "Hello!")

    assert (requests_of(ada), told(ada)) == ({"Ben Example": "accepted"}, ["request_accepted"])
    assert write_to(ben, ada).id == channel.id


def test_two_who_open_it_at_once_want_to_talk(ada, ben):
    assert write_to(ada, ben).id == write_to(ben, ada).id
    channel = write_to(ada, ben)

    ada.said(channel, "You too?")

    assert (requests_of(ada), requests_of(ben)) == ({"Ben Example": "accepted"}, {"Ada Example": "accepted"})


def test_who_asked_is_not_told_of_a_no_which_can_become_a_yes(ada, ben):
    channel = write_to(ada, ben)
    ada.said(channel, "May I?")
    before = (requests_of(ada), told(ada), ada.phone.get(f"/api/channels/{channel.id}").json)

    answer(ben, channel, accept=False)

    assert (requests_of(ada), told(ada), ada.phone.get(f"/api/channels/{channel.id}").json) == before
    assert ada.say(channel, "Are you there?").json["code"] == "request_waits"
    assert requests_of(ben) == {}
    assert answer(ben, channel, accept=True).json["membership"]["request"] == "accepted"
    assert ada.say(channel, "I am glad").status_code == 201


def test_nobody_but_the_one_who_was_asked_answers(ada, ben, talker):
    channel = write_to(ada, ben)
    ada.said(channel, "May I?")

    assert answer(ada, channel, accept=True).status_code == 404
    assert answer(talker("Cleo Curious"), channel, accept=True).status_code == 404


@pytest.mark.parametrize("blocks", ["ada", "ben"])
def test_whoever_of_the_two_blocked_neither_reaches_the_other(ada, ben, blocks):
    channel = write_to(ada, ben)
    ada.said(channel, "Hello")
    ben.said(channel, "Hello")
    one, other = (ada, ben) if blocks == "ada" else (ben, ada)
    assert one.phone.put(f"/api/people/{other.id}/block").status_code == 204

    refused = [ada.say(channel, "Still there?").json, ben.say(channel, "Still there?").json]

    assert [(reply["code"], reply["detail"]) for reply in refused] == [
        ("blocked", "This person cannot be reached here.")
    ] * 2
    assert other.mine("block") == []
    assert one.phone.get("/api/me/blocks").json == {"people": [{"id": other.id, "name": other.person.name}]}
    assert one.phone.delete(f"/api/people/{other.id}/block").status_code == 204
    assert one.phone.get("/api/me/blocks").json == {"people": []}
    assert ada.say(channel, "There you are").status_code == 201


def test_who_is_blocked_opens_no_channel_and_names_them_in_vain(ada, ben, channel, talker):
    ben.phone.put(f"/api/people/{ada.id}/block")
    for one in (ada, ben):
        one.phone.post(f"/api/channels/{channel.id}/join")

    assert ada.phone.post(f"/api/people/{ben.id}/direct").json["code"] == "blocked"
    ada.said(channel, f"Look, <@{ben.id}>")

    assert (told(ben), ben.membership(channel)["mentions"]) == ([], 0)


def test_a_newcomer_writes_to_three_people_and_is_told_when_there_is_no_limit(talker):
    new = talker("Ned New", days=0, messages=0)
    people = [a_person(f"Person {number}") for number in range(4)]
    replies = [new.phone.post(f"/api/people/{person.id}/direct") for person in people]

    assert [reply.status_code for reply in replies] == [200, 200, 200, 409]
    about = replies[3].json["about"]
    assert (replies[3].json["code"], about["what"], about["most"]) == ("newcomer_limit", "requests", 3)
    assert new.phone.post(f"/api/people/{people[0].id}/direct").status_code == 200
    with time_machine.travel(clock.now() + timedelta(days=3, minutes=1)):
        assert new.phone.post(f"/api/people/{people[3].id}/direct").status_code == 200


def test_nobody_writes_to_themselves_or_to_nobody(ada, sign_in):
    assert ada.phone.post(f"/api/people/{ada.id}/direct").status_code == 404
    assert ada.phone.post(f"/api/people/{a_person('').id}/direct").status_code == 404
    assert sign_in(a_person("Nat Not Yet")).post(f"/api/people/{ada.id}/direct").json["code"] == "not_accepted"


def test_only_the_two_hear_their_channel(ada, ben, talker):
    channel = write_to(ada, ben)
    ada.said(channel, "Hello")
    moa = talker("Moa Moderator", roles=(Role.MODERATOR,))

    with db.reading() as session:
        hear = [
            feed.may_open(session, Reader(one.id, one.person.name, frozenset(), 0), f"channel:{channel.id}")
            for one in (ada, ben, moa)
        ]

    assert hear == [True, True, False]
