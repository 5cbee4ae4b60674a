"""The lottery: all who ask before a moment are drawn, and everybody can work out that it was fair."""

from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine

from backend.core import clock, db
from backend.panels import queries
from backend.panels.service import line, lottery
from tests.backend.panels.seats import check, check_seats, later, look, shown, signups
from tests.backend.panels.test_programme import set_session
from tests.factories import a_panel
from tests.statements import statements


@pytest.fixture
def drawn_tomorrow(meeting):
    return a_panel(meeting, seats=2, draw_at=clock.now() + timedelta(days=1))


@pytest.fixture
def five(attendee):
    return [attendee(f"Person {number}") for number in range(5)]


def test_whoever_asks_before_the_draw_waits_for_it(drawn_tomorrow, five):
    replies = [who.ask(drawn_tomorrow).json for who in five]

    assert {(reply["place"], reply["number"], reply["position"]) for reply in replies} == {("asked", 0, None)}
    public = shown(drawn_tomorrow)
    assert (public["asked"], public["seated"], public["seed"]) == (5, 0, None)
    assert public["seed_digest"]
    check(drawn_tomorrow)


def test_the_draw_follows_the_seed_whose_digest_was_told_before(drawn_tomorrow, five):
    for who in five:
        who.ask(drawn_tomorrow)
    promised = shown(drawn_tomorrow)["seed_digest"]

    with later(days=1):
        public = shown(drawn_tomorrow)
        assert sha256(public["seed"].encode()).hexdigest() == promised
        order = sorted(
            (who.signup(drawn_tomorrow) for who in five),
            key=lambda mine: sha256(f"{public['seed']}:{mine['id']}".encode()).hexdigest(),
        )
        assert [mine["number"] for mine in order] == [1, 2, 3, 4, 5]
        assert [mine["place"] for mine in order] == ["seated"] * 2 + ["waiting"] * 3
        assert sorted(kind for who in five for kind in who.notices()) == ["in_line"] * 3 + ["seated"] * 2
        check(drawn_tomorrow)
        check_seats(drawn_tomorrow)


def test_it_is_drawn_once(drawn_tomorrow, five):
    for who in five:
        who.ask(drawn_tomorrow)
    with later(days=1):
        first = [(one.id, one.place, one.number) for one in signups(drawn_tomorrow)]
        look()
    with later(days=1, seconds=1):
        assert [(one.id, one.place, one.number) for one in signups(drawn_tomorrow)] == first


def test_who_comes_after_the_draw_stands_behind_although_no_worker_looked(drawn_tomorrow, five, attendee):
    for who in five:
        who.ask(drawn_tomorrow)

    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        late = attendee("Late Lucy").ask(drawn_tomorrow).json

    assert (late["place"], late["number"], late["position"]) == ("waiting", 6, 4)
    check(drawn_tomorrow)


def test_who_sits_elsewhere_at_that_time_is_offered_the_seat_instead(meeting, drawn_tomorrow, attendee):
    other, ada = a_panel(meeting, title="Elsewhere"), attendee()
    ada.ask(other)
    ada.ask(drawn_tomorrow)

    with later(days=1):
        mine = ada.signup(drawn_tomorrow)
        assert (mine["place"], mine["swap_from"]) == ("offered", other.id)
        assert ada.accept(drawn_tomorrow, swap_from=other.id).json["place"] == "seated"
        assert ada.place(other) == "left"
        check(drawn_tomorrow)


def test_a_draw_that_is_called_off_leaves_the_order_of_asking(drawn_tomorrow, five):
    for who in five:
        who.ask(drawn_tomorrow)

    with db.writing() as session:
        panel = queries.panel_to_change(session, drawn_tomorrow.id)
        lottery.announce(session, panel, None, clock.now())
        line.wind(session, panel)

    assert [who.place(drawn_tomorrow) for who in five] == ["seated"] * 2 + ["waiting"] * 3
    assert [who.signup(drawn_tomorrow)["number"] for who in five] == [1, 2, 3, 4, 5]
    check(drawn_tomorrow)


def test_without_a_line_who_is_not_drawn_is_told_and_gone(meeting, five):
    panel = a_panel(meeting, seats=2, line_open=False, draw_at=clock.now() + timedelta(days=1))
    for who in five:
        who.ask(panel)

    with later(days=1):
        assert sorted(who.place(panel) for who in five) == ["left"] * 3 + ["seated"] * 2
        check(panel)


def test_who_left_just_before_the_draw_is_not_drawn_by_taking_it_back(drawn_tomorrow, five):
    ada = five[0]
    ada.ask(drawn_tomorrow)
    with later(hours=23, minutes=59, seconds=55):
        ada.leave(drawn_tomorrow)
        assert ada.take_back(drawn_tomorrow).json["place"] == "asked"
        ada.leave(drawn_tomorrow)
    with later(days=1):
        assert ada.take_back(drawn_tomorrow).json["code"] == "too_late_to_undo"
        assert ada.ask(drawn_tomorrow).json["place"] == "seated"
        check(drawn_tomorrow)


def test_a_cancelled_panel_is_not_drawn_until_it_takes_place_again(drawn_tomorrow, five):
    five[0].ask(drawn_tomorrow)
    set_session(drawn_tomorrow, state="cancelled")
    with later(days=1):
        assert five[0].place(drawn_tomorrow) == "asked"
        set_session(drawn_tomorrow, state="scheduled")
        look()
        assert five[0].place(drawn_tomorrow) == "seated"
        check(drawn_tomorrow)


def test_notices_to_many_ask_for_the_meetings_address_once(drawn_tomorrow, five):
    for who in five:
        who.ask(drawn_tomorrow)

    with time_machine.travel(clock.now() + timedelta(days=1), tick=False), statements() as said:
        look()

    assert sum("meeting.slug" in one for one in said) == 1
    assert [who.notices() for who in five].count([]) == 0
