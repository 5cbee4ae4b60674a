"""Topics: proposed by members, opened or declined by those who look after channels; and the channels always there."""

import pytest

from backend.chat.service.channels import found_lasting
from backend.core import db
from schemas.words import Role

GARDENS = {"title": "Hospital gardens", "purpose": "What grows where people wait."}


@pytest.fixture
def ada(talker):
    return talker("Ada Example")


@pytest.fixture
def moa(talker):
    return talker("Moa Moderator", roles=(Role.MODERATOR,))


def titles(one):
    return [channel["title"] for channel in one.phone.get("/api/channels").json["channels"]]


def propose(one, **more):
    reply = one.phone.post("/api/channels", json=GARDENS | more)
    assert reply.status_code == 201, reply.json
    return reply.json


def decide(one, topic, **said):
    return one.phone.post(f"/api/channels/{topic['id']}/answer", json=said)


def told(one):
    return [(notice["kind"], notice["text"]) for notice in one.mine("notice")]


def test_the_community_and_introductions_are_there_for_the_first_who_looks_and_once(ada, visitor):
    assert titles(ada) == ["Community", "Introductions"]
    with db.writing() as session:
        found_lasting(session)

    assert titles(ada) == ["Community", "Introductions"]
    assert visitor.get("/api/channels").json == {"channels": []}
    introductions = ada.phone.get("/api/chat/settings").json["introductions_id"]
    assert ada.phone.get(f"/api/channels/{introductions}").json["title"] == "Introductions"


def test_a_topic_waits_unseen_for_a_moderator_who_is_told_and_opens_it(ada, moa, talker):
    other = talker("Ben Example")
    topic = propose(ada)

    assert (topic["state"], topic["membership"]["channel_id"]) == ("proposed", topic["id"])
    assert "Hospital gardens" not in titles(other)
    assert told(moa) == [("topic_proposed", "Ada Example proposes a topic: “Hospital gardens”.")]
    assert [topic["may"]["open"], moa.phone.get(f"/api/channels/{topic['id']}").json["may"]["open"]] == [False, True]

    opened = decide(moa, topic, open=True, note="Lovely.").json

    assert (opened["state"], opened["may"]["open"]) == ("open", False)
    assert "Hospital gardens" in titles(other)
    assert told(ada) == [("topic_opened", "Your topic “Hospital gardens” was opened. Lovely.")]


def test_a_declined_topic_stays_its_proposers_and_can_be_opened_after_all(ada, moa, talker):
    other, topic = talker("Ben Example"), propose(ada)
    decide(moa, topic, open=False, note="Let us try it in Community first.")

    assert ada.phone.get(f"/api/channels/{topic['id']}").json["state"] == "declined"
    assert "Hospital gardens" in titles(ada)
    assert "Hospital gardens" not in titles(other) + titles(moa)
    assert told(ada)[-1][1].endswith("was declined. Let us try it in Community first.")
    assert decide(moa, topic, open=True).json["state"] == "open"
    assert decide(moa, topic, open=False).status_code == 404


def test_nobody_piles_up_proposals_or_opens_a_second_of_one_name(ada, moa):
    first = propose(moa)
    again = ada.phone.post("/api/channels", json={"title": "HOSPITAL  gardens"})
    for number in range(3):
        propose(ada, title=f"Topic {number}")

    fourth = ada.phone.post("/api/channels", json={"title": "Topic 4"})

    assert first["state"] == "open"
    assert (again.json["code"], again.json["about"]) == ("topic_exists", {"channel_id": first["id"]})
    assert (fourth.status_code, fourth.json["code"]) == (422, "invalid")


def test_a_proposal_that_somebody_may_not_see_does_not_give_itself_away_by_its_name(ada, talker):
    propose(ada)

    assert talker("Ben Example").phone.post("/api/channels", json=GARDENS).status_code == 201


def test_what_is_changed_of_a_channel_stands_in_its_history(moa, ada):
    topic = propose(moa)
    at = f"/api/channels/{topic['id']}"
    message = moa.said(Named(topic["id"]), "Please read this first.")
    wanted = {"purpose": "Green.", "posting": "moderators", "language": "en", "featured_id": message["id"]}

    changed = moa.phone.patch(at, json=wanted).json

    assert {name: changed[name] for name in wanted} == wanted
    assert ada.phone.patch(at, json=wanted).status_code == 403
    [entry] = moa.phone.get(f"{at}/history").json
    assert (entry["who"], entry["after"]["posting"], entry["before"]["posting"]) == (
        "Moa Moderator",
        "moderators",
        "everyone",
    )
    moa.remove(message)
    assert moa.phone.get(at).json["featured_id"] is None


class Named:
    """A channel by its id."""

    def __init__(self, channel_id):
        self.id = channel_id


def test_only_what_can_be_is_set_of_a_channel(moa, channel):
    listed = moa.phone.get("/api/channels").json["channels"]
    [community] = [one for one in listed if one["kind"] == "community"]
    elsewhere = moa.said(channel_with(moa, propose(moa)), "Elsewhere")

    refused = [
        moa.phone.patch(f"/api/channels/{community['id']}", json={"state": "archived"}),
        moa.phone.patch(f"/api/channels/{channel.id}", json={"state": "proposed"}),
        moa.phone.patch(f"/api/channels/{channel.id}", json={"featured_id": elsewhere["id"]}),
        moa.phone.patch(f"/api/channels/{channel.id}", json={"language": "Klingon!"}),
    ]

    assert [reply.status_code for reply in refused] == [422] * 4
    assert moa.phone.patch(f"/api/channels/{channel.id}", json={"state": "archived"}).json["state"] == "archived"


def channel_with(one, topic):
    one.phone.post(f"/api/channels/{topic['id']}/join")
    return Named(topic["id"])
