"""Arriving: the guidelines come first, and the first days have their limits; organisers set both."""

from datetime import timedelta

import pytest
import time_machine

from backend.core import clock
from schemas.words import Role
from tests.backend.chat.talking import Talker
from tests.factories import a_person

LINKS = "https://a.example https://b.example"


@pytest.fixture
def newcomer(sign_in, channel):
    """Somebody who has joined a channel and accepted nothing yet."""
    person = a_person("Ned New")
    phone = sign_in(person)
    assert phone.post(f"/api/channels/{channel.id}/join").status_code == 200
    return Talker(phone, person)


@pytest.fixture
def desk(talker):
    return talker("Olga Organiser", roles=(Role.ORGANISER,))


def accept(one, version):
    return one.phone.post("/api/chat/accept", json={"version": version})


def set_chat(desk, **values):
    reply = desk.phone.patch("/api/chat/settings", json=values)
    assert reply.status_code == 200, reply.json
    return reply.json


def test_the_guidelines_are_read_by_anybody_and_accepted_before_the_first_word(newcomer, visitor, channel):
    shown = visitor.get("/api/chat/settings").json
    assert "real name" in shown["guidelines"]
    assert (len(shown["prompts"]), shown["limits"]["links"]) == (3, 1)
    assert newcomer.say(channel).json["code"] == "not_accepted"

    accepted = accept(newcomer, shown["guidelines_version"]).json

    assert (accepted["accepted_version"], accepted["messages"]) == (1, 0)
    assert accept(newcomer, 1).json["accepted_at"] == accepted["accepted_at"]
    assert newcomer.said(channel)["new_here"]
    assert newcomer.mine("chatter")[0]["messages"] == 1


def test_a_limit_says_kindly_what_and_until_when_and_is_gone_by_then(newcomer, channel):
    with time_machine.travel("2026-03-02T10:00:00Z", tick=False):
        accept(newcomer, 1)
        reply = newcomer.say(channel, LINKS).json

    assert reply["detail"] == (
        "Welcome! In your first days there are some limits, so that we get to know each other: one link a message. "
        "For you they end on Thursday, 5 March at 10:00 UTC."
    )
    assert reply["about"] == {"what": "links", "most": 1, "until": "2026-03-05T10:00:00Z"}
    with time_machine.travel("2026-03-05T10:00:00Z", tick=False):
        assert newcomer.say(channel, LINKS).status_code == 201


def test_organisers_set_the_limits_and_those_who_help_have_none(newcomer, desk, channel, talker):
    accept(newcomer, 1)
    set_chat(desk, limits={"links": 2, "mentions": 0})

    assert newcomer.say(channel, LINKS).status_code == 201
    assert "no mentions a message" in newcomer.say(channel, f"<@{desk.id}>").json["detail"]
    set_chat(desk, newcomer_days=0)
    assert newcomer.say(channel, f"<@{desk.id}>").status_code == 201
    moa = talker("Moa New", channel, roles=(Role.MODERATOR,), days=0, messages=0)
    assert moa.say(channel, f"{LINKS} https://c.example").status_code == 201


def test_changed_guidelines_are_accepted_anew_only_where_it_is_asked_for(newcomer, desk, channel):
    accept(newcomer, 1)
    set_chat(desk, guidelines="Be kind. No selling.")
    assert newcomer.say(channel).status_code == 201

    assert set_chat(desk, guidelines="Be kind, always.", ask_again=True)["guidelines_version"] == 2

    assert newcomer.say(channel).json["code"] == "not_accepted"
    assert accept(newcomer, 1).json["code"] == "outdated"
    accept(newcomer, 2)
    assert newcomer.say(channel).status_code == 201


def test_the_first_days_count_from_the_first_time(newcomer, channel, talker):
    first = accept(newcomer, 1).json["accepted_at"]
    later = clock.now() + timedelta(days=4)
    with time_machine.travel(later):
        set_chat(talker("Olga Organiser", roles=(Role.ORGANISER,)), ask_again=True)
        again = accept(newcomer, 2).json

        assert (again["accepted_at"], again["accepted_version"]) == (first, 2)
        assert newcomer.say(channel, LINKS).status_code == 201


def test_what_organisers_set_stands_in_a_history_and_is_theirs_to_set(desk, talker):
    set_chat(desk, welcome="Come in!", limits={"photos": 3}, prompts=["Who?", "Where?", "Why?"])

    [entry] = desk.phone.get("/api/chat/settings/history").json

    assert entry["who"] == "Olga Organiser"
    assert entry["after"] == {"welcome": "Come in!", "newcomer_photos": 3, "prompts": ["Who?", "Where?", "Why?"]}
    assert entry["before"]["newcomer_photos"] == 1
    assert desk.phone.get("/api/chat/settings").json["limits"]["photos"] == 3
    moa = talker("Moa Moderator", roles=(Role.MODERATOR,))
    assert moa.phone.patch("/api/chat/settings", json={"welcome": "Mine"}).status_code == 403
    assert desk.phone.patch("/api/chat/settings", json={"prompts": ["One"]}).status_code == 422
