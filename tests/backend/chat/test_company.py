"""The people in a conversation: their cards with badges, and whom one may mention."""

from datetime import timedelta

import pytest
import time_machine

from backend.core import clock, db
from backend.panels.models import PanelHost
from schemas.words import Role, Visibility
from tests.factories import a_channel, a_chatter, a_meeting, a_panel, a_person
from tests.statements import statements


@pytest.fixture
def ada(talker, channel):
    return talker("Ada Example", channel)


def card(one, person, **query):
    return one.phone.get(f"/api/people/{person.id}/card", query_string=query)


def suggested(one, channel, q=""):
    found = one.phone.get(f"/api/channels/{channel.id}/people", query_string={"q": q}).json["people"]
    return [person["name"] for person in found]


def test_a_card_shows_who_somebody_is_and_what_we_have_in_common(ada, channel, sign_in):
    ada.phone.patch("/api/me", json={"interests": ["Knitting", "FHIR"]})
    ben = a_person("Ben B", affiliation="Harbour", headline="Nurse", interests=["knitting", "Boats"])
    a_chatter(ben, channel)
    a_chatter(a_person("Cleo C"), a_channel("Elsewhere"))

    shown = card(ada, ben).json

    assert shown == {
        "id": ben.id,
        "name": "Ben B",
        "affiliation": "Harbour",
        "headline": "Nurse",
        "interests": ["knitting", "Boats"],
        "in_common": ["knitting"],
        "channels": [{"id": channel.id, "title": channel.title}],
        "badges": [],
        "blocked": False,
        "reachable": True,
        "channel_id": None,
    }
    there = ada.phone.post(f"/api/people/{ben.id}/direct").json["id"]
    ada.phone.put(f"/api/people/{ben.id}/block")
    after = card(ada, ben).json
    assert (after["channel_id"], after["blocked"], after["reachable"]) == (there, True, False)
    assert sign_in(a_person("")).get(f"/api/people/{ben.id}/card").status_code == 403


def test_badges_tell_roles_hosts_bloggers_and_whose_first_meeting_it_is(ada, sign_in):
    """A first-timer joined since the last meeting ended."""
    old = a_meeting("2025", starts_on=clock.now().date() - timedelta(days=300))
    meeting, new = a_meeting("2026"), a_person("Ned N")
    panel = a_panel(meeting)
    with time_machine.travel(clock.now() - timedelta(days=900)):
        both = a_person("Olga O", Role.ORGANISER, Role.MODERATOR)
        host, blogger, known = (a_person(name) for name in ("Hal H", "Bea B", "Kim K"))
    with db.writing() as session:
        session.add(PanelHost(panel_id=panel.id, person_id=host.id, at=clock.now()))
    desk = sign_in(both)
    wanted = {"name": "Bea B", "blog_url": "https://bea.example/", "person_id": blogger.id}
    assert desk.post("/api/meetings/2026/bloggers", json=wanted).status_code == 201

    badges = {
        one.name: card(ada, one, meeting_id=meeting.id).json["badges"] for one in (both, host, blogger, new, known)
    }

    assert badges == {
        "Olga O": ["organiser", "moderator"],
        "Hal H": ["host"],
        "Bea B": ["blogger"],
        "Ned N": ["first_timer"],
        "Kim K": [],
    }
    assert card(ada, host, meeting_id=old.id).json["badges"] == []
    assert card(ada, host).json["badges"] == ["host"]


def test_a_page_of_many_authors_asks_for_badges_once(ada, talker, channel):
    for number in range(5):
        talker(f"Ben {number}", channel).said(channel)

    with statements() as said:
        assert len(ada.page(channel).json["messages"]) == 5

    assert len([one for one in said if "first_timer" in one or "UNION ALL" in one]) == 1


def test_who_is_hidden_shows_a_name_to_those_they_meet_and_nothing_to_others(ada, channel):
    shy, met = (
        a_person(name, visibility=Visibility.HIDDEN, affiliation="Secret", headline="Secret", interests=["Secret"])
        for name in ("Shy S", "Met M")
    )
    a_chatter(met, channel)

    assert card(ada, shy).status_code == 404
    assert card(ada, met).json["name"] == "Met M"
    assert "Secret" not in card(ada, met).get_data(as_text=True)


def test_who_wrote_here_last_is_suggested_first_then_members_then_everybody(ada, talker, channel):
    ann, bob = talker("Anna Ant", channel), talker("Anton Bee", channel)
    talker("Anya Cee", channel)
    a_person("Andrea Dee", email="zebra@example.org")
    for minute, one in enumerate((bob, ann)):
        with time_machine.travel(clock.now() + timedelta(minutes=minute)):
            one.said(channel)

    assert suggested(ada, channel) == ["Anna Ant", "Anton Bee", "Anya Cee"]
    assert suggested(ada, channel, "an") == ["Anna Ant", "Anton Bee", "Anya Cee", "Andrea Dee"]
    assert suggested(ada, channel, "BÉE") == ["Anton Bee"]
    assert suggested(ada, channel, "zebra") == []
    ada.phone.put(f"/api/people/{ann.id}/block")
    assert suggested(ada, channel, "ann") == []


def test_in_a_direct_channel_only_the_other_is_suggested(ada, talker):
    ben = talker("Ben Example")
    there = a_direct(ada, ben)
    talker("Bella Other")

    assert suggested(ada, there, "be") == ["Ben Example"]


def a_direct(one, other):
    class Here:
        id = one.phone.post(f"/api/people/{other.id}/direct").json["id"]

    return Here
