"""Hosts pick the question being answered, mark, hide and merge."""

import random

import pytest

from backend.core import db, feed
from backend.people.signed_in import Reader
from schemas.words import Role
from tests.backend.panels.questioning import Heard, Member, host, recount
from tests.factories import a_panel, an_organiser


def test_one_question_is_being_answered_at_a_time(panel, member, lena):
    first, second = member().asked(panel, "First?"), member("Bo").asked(panel, "Second?")

    lena.change(first, state="answering")
    picked = lena.change(second, state="answering")

    assert picked.json["state"] == "answering"
    assert {one["id"]: one["state"] for one in lena.questions(panel)} == {first: "answered", second: "answering"}


def test_a_question_that_was_marked_by_mistake_is_open_again(panel, member, lena):
    number = member().asked(panel)
    lena.change(number, state="answered")

    assert lena.change(number, state="open").json["answered_at"] is None
    assert lena.question(panel, number)["state"] == "open"


def test_whoever_asked_is_told_that_it_is_being_answered(panel, member, lena):
    ada = member()
    number = ada.asked(panel, "Who reads us?")

    lena.change(number, state="answering")
    lena.change(number, state="answering")

    [notice] = ada.mine("notice")
    assert notice["kind"] == "question"
    about = {name: notice["about"][name] for name in ("slug", "panel_id", "question_id", "title")}
    assert about == {"slug": "2026", "panel_id": panel.id, "question_id": number, "title": panel.title}
    assert "Who reads us?" in notice["text"]
    assert lena.mine("notice") == []


def test_a_hidden_question_is_a_tombstone_to_everybody_and_stays_with_the_hosts(panel, member, lena):
    ada, bo = member("Ada Example"), member("Bo")
    number = ada.asked(panel, "Something rude?")
    since = ada.question(panel, number)["rev"]

    assert lena.change(number, hidden=True).status_code == 200

    assert bo.questions(panel) == ada.questions(panel) == lena.questions(panel) == []
    assert bo.questions(panel, since) == [{"id": number, "rev": since + 1, "removed": True}]
    kept = lena.askers(panel)[number]
    assert (kept["text"], kept["name"], kept["hidden_at"] is not None) == ("Something rude?", "Ada Example", True)
    assert (bo.vote(number).status_code, lena.change(number, state="answering").status_code) == (404, 404)


def test_a_hidden_question_is_shown_again_with_its_votes(panel, member, lena):
    number = member().asked(panel)
    member("Bo").vote(number)
    lena.change(number, state="answering")
    lena.change(number, hidden=True)

    lena.change(number, hidden=False)

    shown = lena.question(panel, number)
    assert (shown["votes"], shown["state"]) == (2, "open")
    assert lena.askers(panel)[number]["hidden_at"] is None


def test_merging_unites_the_votes_and_counts_a_person_once(panel, member, lena):
    ada, bo, cy = member("Ada"), member("Bo"), member("Cy")
    source, target = ada.asked(panel, "Who reads us?"), bo.asked(panel, "And who reads us?")
    bo.vote(source)
    cy.vote(source)
    member("Di").vote(target)

    merged = lena.merge(source, target)

    assert (merged.json["id"], merged.json["votes"], merged.json["merged"]) == (target, 4, 1)
    assert [one["id"] for one in cy.questions(panel)] == [target]
    assert recount(target) == 4
    assert {one["question_id"] for one in cy.mine("vote") if one["voted"]} == {target}
    assert {one["question_id"]: (one["voted"], one["asked"]) for one in ada.mine("vote")} == {
        source: (False, True),
        target: (True, False),
    }
    assert lena.askers(panel)[source]["merged_into"] == target


def test_a_vote_for_a_merged_question_is_one_for_the_question_that_stayed(panel, member, lena):
    source, between, target = (member().asked(panel, f"Question {one}?") for one in range(3))
    lena.merge(source, between)
    lena.merge(between, target)
    di = member("Di")

    voted = di.vote(source)

    assert (voted.json["question"]["id"], voted.json["question"]["votes"]) == (target, 4)
    assert voted.json["question"]["merged"] == 2
    assert di.vote(target).json["question"]["votes"] == 4


def test_merging_again_changes_nothing(panel, member, lena):
    source, target = member().asked(panel, "One?"), member("Bo").asked(panel, "Two?")

    assert lena.merge(source, target).json == lena.merge(source, target).json
    assert lena.votes(panel, target) == 2


def test_a_question_that_is_being_answered_goes_on_being_answered_when_it_is_merged(panel, member, lena):
    source, target = member().asked(panel, "One?"), member("Bo").asked(panel, "Two?")
    lena.change(source, state="answering")

    assert lena.merge(source, target).json["state"] == "answering"


def test_only_shown_questions_of_one_panel_are_merged(meeting, panel, member, lena):
    elsewhere = a_panel(meeting)
    source, hidden, other = (
        member().asked(panel),
        member("Bo").asked(panel, "Hidden?"),
        member("Cy").asked(elsewhere, "Far away?"),
    )
    lena.change(hidden, hidden=True)

    refused = [lena.merge(source, into) for into in (source, hidden, other, other + 100)]

    assert [(one.status_code, one.json["code"]) for one in refused] == [(409, "not_to_merge")] * 4
    assert lena.merge(hidden, source).status_code == 409


def test_only_the_panels_hosts_and_organisers_have_its_questions_in_hand(meeting, panel, member, sign_in, lena):
    number, other = member().asked(panel), member("Bo").asked(panel, "Another?")
    elsewhere = member("Hal Host", Role.HOST)
    host(a_panel(meeting), elsewhere.person)
    olga = an_organiser()

    for one in (member("Mo"), elsewhere):
        acts = (one.change(number, state="answering"), one.change(number, hidden=True), one.merge(number, other))
        assert [act.status_code for act in acts] == [404] * 3
        assert one.phone.get(f"/api/panels/{panel.id}/questions/askers").status_code == 404
    assert lena.question(panel, number)["state"] == "open"
    assert Member(sign_in(olga), olga).change(number, state="answering").status_code == 200


@pytest.mark.parametrize("state", ["merged", "removed", "", None, 1])
def test_a_host_sets_only_what_can_be_set(state, panel, member, lena):
    assert lena.change(member().asked(panel), state=state).status_code == 422


def test_who_asks_without_a_name_is_told_to_no_one_but_the_hosts(panel, member, lena, visitor):
    """Through a whole life of the question: asked, voted for, hidden, shown, picked, merged, answered."""
    canary = member("Canary Quillfeather")
    bo = member("Bo")
    number, other = canary.asked(panel, "Why?!", anonymous=True), bo.asked(panel, "Why not?")
    streams = [f"panel:{panel.id}", f"meeting:{panel.meeting_id}", f"me:{bo.person.id}", f"roster:{panel.id}"]
    acts = (
        lambda: bo.vote(number),
        lambda: lena.change(number, hidden=True),
        lambda: lena.change(number, hidden=False),
        lambda: lena.change(number, state="answering"),
        lambda: lena.merge(other, number),
        lambda: bo.vote(other, False),
        lambda: lena.change(number, state="answered"),
    )
    heard = []
    for act in acts:
        heard.append(act().get_data(as_text=True))
        with db.reading() as session:
            heard += [str(feed.changes_since(session, stream, since)) for stream in streams for since in (0, 1)]
        heard += [
            phone.get(address).get_data(as_text=True)
            for phone in (bo.phone, visitor)
            for address in (f"/api/panels/{panel.id}/questions", "/api/meetings/2026/programme", "/m/2026/programme")
        ]

    assert [text for text in heard if "Quillfeather" in text] == []
    [shown] = bo.questions(panel)
    assert (shown["asker"], shown["asker_id"]) == (None, None)
    asker = lena.askers(panel)[number]
    assert (asker["name"], asker["person_id"], asker["anonymous"]) == ("Canary Quillfeather", canary.person.id, True)


def test_a_helper_at_the_door_does_not_hear_who_asked(panel, member, lena):
    """The roster's stream, which a door code opens, carries nothing of questions."""
    member("Canary Quillfeather").asked(panel, anonymous=True)

    helper = member("Help Er").person
    reader = Reader(helper.id, helper.name, frozenset(), 1)

    with db.reading() as session:
        assert feed.changes_since(session, f"roster:{panel.id}", 0)["records"] == {}
        assert not feed.may_open(session, reader, f"hosts:{panel.id}")
        assert feed.may_open(session, reader, f"panel:{panel.id}")


OFTEN = {"vote": 12, "withdraw": 1, "state": 4, "hide": 4, "merge": 2}


def happens(act, chance, lena, one, numbers):
    """Something that somebody may tap at any time."""
    number = chance.choice(numbers)
    match act:
        case "vote":
            return one.vote(number, chance.random() < 0.7)
        case "withdraw":
            return one.withdraw(number)
        case "state":
            return lena.change(number, state=chance.choice(("open", "answering", "answered")))
        case "hide":
            return lena.change(number, hidden=chance.random() < 0.5)
        case _:
            return lena.merge(number, chance.choice(numbers))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_counters_equal_a_recount_and_frames_lead_to_what_a_reload_shows(seed, panel, member, lena):
    chance = random.Random(seed)
    people = [member(f"Person {place}") for place in range(4)]
    asked = [(f"Question {place}?", place % 2 == 0) for place in range(3)]
    numbers = [one.asked(panel, text, anonymous=anonymous) for one in people for text, anonymous in asked]
    heard = Heard(panel.id)

    for act in chance.choices(list(OFTEN), OFTEN.values(), k=60):
        reply = happens(act, chance, lena, chance.choice(people), numbers)
        assert reply.status_code in {200, 204, 404, 409}
        heard.catch_up()

    shown = lena.questions(panel)
    assert heard.records == {one["id"]: one for one in shown}
    assert {one["id"]: one["votes"] for one in shown} == {one["id"]: recount(one["id"]) for one in shown}
    assert [one["state"] for one in shown].count("answering") <= 1
