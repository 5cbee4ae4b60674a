"""Members put questions to a panel, vote for them, and take either back."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
import time_machine

from backend.core import clock, db, feed
from backend.notify.models import Notice
from backend.panels.models import Question, QuestionAsker
from tests.backend.panels.questioning import Member, recount
from tests.backend.people.test_at_once import all_at_once
from tests.factories import a_device, a_panel, an_organiser
from tests.statements import statements


def test_a_question_is_heard_by_every_member_with_its_askers_vote(panel, member):
    ada = member("Ada Example")

    asked = ada.ask(panel, "  Who reads\r\nus?  ")

    assert asked.status_code == 201
    [heard] = member("Bo").questions(panel)
    assert heard == asked.json["question"]
    assert (heard["text"], heard["asker"], heard["asker_id"]) == ("Who reads\nus?", "Ada Example", ada.person.id)
    assert (heard["votes"], heard["state"]) == (1, "open")
    [mine] = ada.mine("vote")
    assert mine == asked.json["vote"]
    assert (mine["question_id"], mine["voted"], mine["asked"]) == (heard["id"], True, True)


def test_asking_twice_by_one_request_asks_once(panel, member):
    ada, request = member(), str(uuid4())

    first, second = ada.ask(panel, client_id=request), ada.ask(panel, client_id=request)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json
    assert len(ada.questions(panel)) == 1


def test_a_request_repeated_after_a_merge_gives_the_question_that_stayed(panel, member, lena):
    ada, request = member(), str(uuid4())
    first = ada.asked(panel, client_id=request)
    other = member("Bo").asked(panel, "And who reads us?")
    lena.merge(first, other)

    again = ada.ask(panel, client_id=request)

    assert (again.status_code, again.json["question"]["id"], again.json["vote"]["voted"]) == (200, other, True)


@pytest.mark.parametrize(
    "text", ["", "?", "  a ", "x" * 281, "Is\0this it?", "\u202egnorw", "\u200b\u200b\u200b\u200b", "why\u0007now"]
)
def test_a_text_that_is_no_question_is_refused_in_words(text, panel, member):
    ada = member()

    refused = ada.ask(panel, text)

    assert refused.status_code == 422
    assert list(refused.json["errors"]) == ["text"]
    assert ada.questions(panel) == []


@pytest.mark.parametrize("extra", [{"votes": 31}, {"state": "answered"}, {"asker_id": 1}, {"rev": 4}])
def test_nobody_says_more_of_a_question_than_its_text(extra, panel, member):
    assert member().ask(panel, **extra).status_code == 422


def test_a_person_has_five_questions_at_a_panel_and_may_take_one_back_for_another(panel, member, lena):
    ada = member()
    numbers = [ada.asked(panel, f"Question {number}?") for number in range(5)]
    lena.change(numbers[0], hidden=True)

    refused = ada.ask(panel, "One more?")
    assert (refused.status_code, refused.json["code"]) == (409, "enough_questions")

    ada.withdraw(numbers[1])
    assert ada.ask(panel, "One more?").status_code == 201


@pytest.mark.parametrize(("offset", "status"), [(timedelta(minutes=29), 201), (timedelta(minutes=30), 409)])
def test_questions_close_half_an_hour_after_the_panel(offset, status, panel, member):
    ada = member()
    number = ada.asked(panel)
    bo = member("Bo")
    with time_machine.travel(panel.ends_at + offset, tick=False):
        token = a_device(bo.person)
        bo.phone.set_cookie("fireside", token)
        asked, voted = bo.ask(panel, "And now?"), bo.vote(number)

    assert asked.status_code == status
    assert voted.status_code == (200 if status == 201 else 409)
    if status == 409:
        assert {asked.json["code"], voted.json["code"]} == {"questions_closed"}


def test_a_session_that_is_cancelled_closes_its_questions(panel, member, sign_in):
    ada = member()
    number = ada.asked(panel)
    sign_in(an_organiser()).patch(f"/api/sessions/{panel.session_id}", json={"state": "cancelled"})

    refused = [member("Bo").ask(panel, "And now?"), member("Cy").vote(number)]

    assert [(one.status_code, one.json["code"]) for one in refused] == [(409, "questions_closed")] * 2
    assert "does not take place" in refused[0].json["detail"]


def test_a_panel_that_never_was_takes_no_questions(panel, member):
    ada = member()
    panel.id += 1000

    assert ada.ask(panel).status_code == 404
    assert ada.vote(1000).status_code == 404


def test_a_vote_counts_once_however_often_it_is_tapped(panel, member):
    number = member().asked(panel)
    bo = member("Bo")

    for _ in range(3):
        voted = bo.vote(number)

    assert (voted.json["question"]["votes"], voted.json["vote"]["voted"]) == (2, True)
    assert recount(number) == 2


def test_a_vote_counts_once_from_two_phones(panel, member, sign_in):
    number = member().asked(panel)
    bo = member("Bo")
    other = Member(sign_in(bo.person), bo.person)

    bo.vote(number)
    other.vote(number)

    assert bo.votes(panel, number) == 2
    other.vote(number, False)
    assert bo.votes(panel, number) == 1
    assert [one["voted"] for one in bo.mine("vote")] == [False]


def test_a_vote_that_arrives_late_a_second_time_does_not_undo_what_came_after(panel, member):
    number = member().asked(panel)
    bo, request = member("Bo"), str(uuid4())
    bo.vote(number, client_id=request)
    bo.vote(number, False)

    late = bo.vote(number, client_id=request)

    assert (late.status_code, late.json["question"]["votes"], late.json["vote"]["voted"]) == (200, 1, False)


def test_an_asker_may_take_their_own_vote_back_and_the_question_stays(panel, member):
    ada = member()
    number = ada.asked(panel)

    ada.vote(number, False)

    assert (ada.votes(panel, number), recount(number)) == (0, 0)


def test_a_question_that_is_withdrawn_leaves_its_text_nowhere(panel, member, lena):
    ada, bo = member("Ada Example"), member("Bo")
    number = ada.asked(panel, "A canary in the mine?")
    bo.vote(number)
    before = max(one["rev"] for one in bo.questions(panel))

    assert ada.withdraw(number).status_code == 204

    assert bo.questions(panel, before) == [{"id": number, "rev": before + 1, "removed": True}]
    assert (bo.questions(panel), lena.askers(panel), ada.mine("vote")) == ([], {}, [])
    assert bo.vote(number).status_code == 404
    with db.reading() as session:
        rows = [
            str(row)
            for table in (Question, QuestionAsker, Notice)
            for row in session.execute(sa.select(table.__table__))
        ]
    assert [row for row in rows if "canary" in row] == []


def test_nobody_withdraws_what_another_asked(panel, member, lena):
    number = member().asked(panel)

    assert [one.withdraw(number).status_code for one in (member("Bo"), lena)] == [404, 404]
    assert lena.votes(panel, number) == 1


def test_a_question_that_took_in_others_cannot_be_withdrawn(panel, member, lena):
    ada = member()
    number = ada.asked(panel)
    lena.merge(member("Bo").asked(panel, "The same?"), number)

    refused = ada.withdraw(number)

    assert (refused.status_code, refused.json["code"]) == (409, "others_ask_too")


def test_a_hall_that_votes_at_once_is_counted_to_the_last(app, panel, member, sign_in):
    number = member("Ada").asked(panel)
    hall = [member(f"Voter {place}") for place in range(8)]
    phones = [*hall, *(Member(sign_in(one.person), one.person) for one in hall[:4])]

    replies = all_at_once(*(lambda one=one: one.vote(number).status_code for one in phones))

    assert replies == [200] * 12
    assert (hall[0].votes(panel, number), recount(number)) == (9, 9)


def test_one_request_on_two_connections_at_once_asks_once(panel, member, sign_in):
    ada, request = member(), str(uuid4())
    phones = [Member(sign_in(ada.person), ada.person) for _ in range(4)]

    replies = all_at_once(*(lambda one=one: one.ask(panel, client_id=request).status_code for one in phones))

    assert sorted(replies) == [200, 200, 200, 201]
    assert len(ada.questions(panel)) == 1


def test_a_vote_touches_its_question_and_its_voter_and_costs_the_same_among_many(panel, member):
    ada, bo = member(), member("Bo")
    number = ada.asked(panel)

    def cost(voter: Member) -> int:
        with statements() as said:
            voter.vote(number)
        return len(said)

    names = [f"meeting:{panel.meeting_id}", f"roster:{panel.id}", f"hosts:{panel.id}", f"me:{ada.person.id}"]
    with db.reading() as session:
        before = feed.heads_of(session, names), feed.head_of(session, f"panel:{panel.id}")
    few = cost(bo)
    for place in range(5):
        member(f"Voter {place}").vote(number)

    assert cost(member("Cy")) == few
    with db.reading() as session:
        after = feed.heads_of(session, names), feed.head_of(session, f"panel:{panel.id}")
    assert after == (before[0], before[1] + 7)


def test_a_visitor_hears_no_questions(panel, member, visitor):
    member().asked(panel)

    assert visitor.get(f"/api/panels/{panel.id}/questions").status_code == 401
    with db.reading() as session:
        assert not feed.may_open(session, None, f"panel:{panel.id}")


def test_a_question_has_no_column_for_whom_asked_it_without_a_name():
    keys = [(key.parent.name, key.column.table.name) for key in Question.__table__.foreign_keys]

    assert [name for name, table in keys if table == "person"] == ["signed_by_id"]


def test_questions_of_one_panel_are_not_another_s(meeting, panel, member):
    ada = member()
    ada.asked(panel)

    assert ada.questions(a_panel(meeting, starts_at=clock.now() + timedelta(days=9))) == []
