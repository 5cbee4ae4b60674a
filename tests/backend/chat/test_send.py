"""Saying something: once, in order, and not more than one may."""

import pytest

from schemas.words import ChannelKind, ChannelState, Posting, Role
from tests.backend.chat.talking import a_client_id
from tests.factories import a_channel, a_chatter, a_person


def test_what_is_said_is_what_others_read(channel, talker):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)

    said = ada.said(channel, "Good *morning*, see https://example.org/x")

    assert said["number"] == 1
    assert said["author"] == {"id": ada.id, "name": "Ada A", "affiliation": "", "badges": []}
    link = '<a href="https://example.org/x" rel="ugc nofollow noopener">https://example.org/x</a>'
    assert said["html"] == f"<p>Good <em>morning</em>, see {link}</p>"
    page = ben.page(channel).json
    assert (page["first"], page["last"], page["newest"]) == (1, 1, 1)
    assert page["messages"] == [{name: value for name, value in said.items() if name != "removed"}]


def test_who_hides_their_profile_hides_the_affiliation_beside_their_messages_too(channel, talker):
    ada, ben = talker("Ada A", channel), talker("Ben B", channel)
    ada.phone.patch("/api/me", json={"affiliation": "Secret Society", "visibility": "members"})
    shown = ada.said(channel)["author"]["affiliation"]
    ada.phone.patch("/api/me", json={"visibility": "hidden"})

    ada.said(channel)

    assert shown == "Secret Society"
    assert [one["author"]["affiliation"] for one in ben.page(channel).json["messages"]] == ["", ""]
    people = ben.phone.get(f"/api/channels/{channel.id}/people?q=ada").json["people"]
    assert [(one["name"], one["affiliation"]) for one in people] == [("Ada A", "")]
    assert ben.phone.get(f"/api/channels/{channel.id}/people?q=secret").json["people"] == []


def test_a_message_that_is_sent_again_is_there_once_and_answered_alike(channel, talker):
    """F13: double taps, lost answers, a captured request; from whichever device."""
    ada = talker("Ada A", channel)
    again = {"client_id": a_client_id()}
    first = ada.say(channel, "Once", **again)

    repeats = [ada.say(channel, "Once", **again) for _ in range(3)]
    other_words = ada.say(channel, "Twice?", **again)

    assert [reply.status_code for reply in (first, *repeats, other_words)] == [201, 200, 200, 200, 200]
    assert {reply.text for reply in (*repeats, other_words)} == {first.text}
    assert ada.said(channel)["number"] == 2


def test_a_removed_message_that_is_sent_again_stays_removed(channel, talker):
    ada, again = talker("Ada A", channel), {"client_id": a_client_id()}
    ada.remove(ada.said(channel, "Oh dear", **again))

    reply = ada.say(channel, "Oh dear", **again)

    assert (reply.status_code, reply.json["removed"], reply.json["text"]) == (200, True, "")
    assert ada.page(channel).json["messages"] == []


def test_two_people_may_have_one_client_id(channel, talker):
    again = {"client_id": a_client_id()}
    said = [talker(name, channel).said(channel, name, **again)["number"] for name in ("Ada A", "Ben B")]

    assert said == [1, 2]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"state": ChannelState.READ_ONLY}, "read_only"),
        ({"state": ChannelState.ARCHIVED}, "read_only"),
        ({"posting": Posting.MODERATORS}, "not_a_poster"),
        ({"posting": Posting.HOSTS}, "not_a_poster"),
        ({"state": ChannelState.PROPOSED}, "not_found"),
    ],
)
def test_where_nobody_or_not_everybody_writes_a_member_is_told(app, talker, fields, code):
    there = a_channel(**fields)

    assert talker("Ada A", there).say(there).json["code"] == code


def test_moderators_write_where_only_they_do(app, talker):
    there = a_channel(posting=Posting.MODERATORS)

    assert talker("Moa M", there, roles=(Role.MODERATOR,)).say(there).status_code == 201


def test_a_topic_must_be_joined_and_a_sessions_channel_is_by_writing(channel, talker):
    ada, session = talker("Ada A"), a_channel(kind=ChannelKind.SESSION)

    assert ada.say(channel).json["code"] == "not_a_member"
    assert ada.say(session).status_code == 201
    assert ada.membership(session)["read_number"] == 1


def test_nobody_writes_before_accepting_the_guidelines(channel, sign_in):
    phone = sign_in(a_person())
    body = {"client_id": a_client_id(), "text": "Hello"}

    reply = phone.post(f"/api/channels/{channel.id}/messages", json=body)

    assert (reply.status_code, reply.json["code"]) == (403, "not_accepted")


def test_nobody_writes_anonymously(channel, sign_in, visitor):
    """S-18."""
    body = {"client_id": a_client_id(), "text": "Hello"}
    nameless = sign_in(a_chatter(a_person(""), channel))

    replies = [one.post(f"/api/channels/{channel.id}/messages", json=body) for one in (visitor, nameless)]

    assert [(reply.status_code, reply.json["code"]) for reply in replies] == [(401, "signed_out"), (403, "name_needed")]


def test_a_newcomer_says_a_little_at_a_time(channel, talker):
    newcomer, ada, ben, cleo = (
        talker(name, channel, days=days, messages=days)
        for name, days in (("Ned New", 0), ("Ada A", 3), ("Ben B", 3), ("Cleo C", 3))
    )
    both = f"<@{ada.id}> <@{ben.id}>"

    links = newcomer.say(channel, "https://a.example https://b.example")

    assert links.json["about"].items() >= {"what": "links", "most": 1}.items()
    assert newcomer.say(channel, f"{both} <@{cleo.id}>").json["about"]["what"] == "mentions"
    assert newcomer.said(channel, f"{both} https://a.example")["new_here"]
    assert not ada.said(channel, "https://a.example https://b.example")["new_here"]


def test_only_the_first_messages_are_marked_as_new_here(channel, talker):
    newcomer = talker("Ned New", channel, days=0, messages=0)

    assert [newcomer.said(channel)["new_here"] for _ in range(6)] == [*[True] * 5, False]
    assert newcomer.mine("chatter")[0]["messages"] == 5
