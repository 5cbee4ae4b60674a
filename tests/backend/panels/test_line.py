"""The line: what becomes free is offered to the first, never shown as free, and handed on when it is not wanted."""

from datetime import datetime, timedelta

import pytest
import time_machine

from backend.core import clock, db
from backend.panels import queries
from backend.panels.models import PanelGuest
from backend.panels.service import line
from tests.backend.panels.seats import came, change, check, check_seats, later, look, shown, signups
from tests.factories import a_meeting, a_panel


def more_seats(panel, count):
    """As the console does it."""
    with db.writing() as session:
        row = queries.panel_to_change(session, panel.id)
        row.seats = count
        line.fill(session, row, clock.now())


@pytest.fixture
def full(meeting, attendee):
    """A panel of one seat, Ada on it, Ben and Cleo in line; no time passes but what a test lets pass."""
    panel = a_panel(meeting, seats=1, title="The full one")
    people = [attendee(name) for name in ("Ada A", "Ben B", "Cleo C")]
    with time_machine.travel(clock.now(), tick=False):
        for who in people:
            who.ask(panel)
        yield panel, *people


def places(panel, *people):
    return [who.place(panel) for who in people]


def test_a_seat_given_up_is_handed_on_only_when_it_can_no_longer_be_taken_back(full):
    panel, ada, ben, cleo = full

    left = ada.leave(panel).json

    assert left["place"] == "left"
    assert left["left_from"] == "seated"
    assert places(panel, ada, ben, cleo) == ["left", "waiting", "waiting"]
    assert shown(panel)["free"] == 0
    check(panel)
    with later(seconds=9):
        assert places(panel, ada, ben, cleo) == ["left", "waiting", "waiting"]
    with later(seconds=10):
        assert places(panel, ada, ben, cleo) == ["left", "offered", "waiting"]
        assert shown(panel)["free"] == 0
        check(panel)
        check_seats(panel)


def test_a_seat_given_up_by_mistake_is_taken_back(full):
    panel, ada, ben, cleo = full
    ticket = ada.signup(panel)["ticket"]
    ada.leave(panel)

    with later(seconds=9):
        reply = ada.take_back(panel)
        assert (reply.status_code, reply.json["place"], reply.json["ticket"]) == (200, "seated", ticket)
        assert ada.take_back(panel).json["place"] == "seated"
    with later(minutes=1):
        assert places(panel, ada, ben, cleo) == ["seated", "waiting", "waiting"]
        check(panel)


def test_what_was_handed_on_cannot_be_taken_back(full):
    panel, ada, ben, _ = full
    ada.leave(panel)

    with later(seconds=10):
        reply = ada.take_back(panel)

        assert (reply.status_code, reply.json["code"]) == (409, "too_late_to_undo")
        assert ben.place(panel) == "offered"


def test_whoever_is_late_with_undo_finds_the_seat_offered_although_no_worker_looked(full):
    panel, ada, ben, _ = full
    ada.leave(panel)

    with time_machine.travel(clock.now() + timedelta(seconds=10), tick=False):
        assert ada.take_back(panel).json["code"] == "too_late_to_undo"
        look()
        assert ben.place(panel) == "offered"
        check(panel)


def test_a_place_in_line_comes_back_with_its_number(full):
    panel, _, ben, cleo = full
    assert ben.leave(panel).json["place"] == "left"
    assert cleo.ask(panel).json["position"] == 1

    back = ben.take_back(panel).json

    assert (back["place"], back["number"], back["position"]) == ("waiting", 2, 1)
    assert cleo.ask(panel).json["position"] == 2
    check(panel)


def test_a_place_in_line_that_comes_back_finds_the_seat_that_became_free_meanwhile(full):
    panel, ada, ben, cleo = full
    cleo.leave(panel)
    ada.leave(panel)
    with later(seconds=9):
        ben.leave(panel)
    with later(seconds=10):
        assert shown(panel)["free"] == 1

        assert ben.take_back(panel).json["place"] == "offered"
        check(panel)


def test_asking_again_at_once_is_taking_it_back(full):
    panel, ada, ben, _ = full
    ada.leave(panel)

    reply = ada.ask(panel)

    assert (reply.status_code, reply.json["place"], reply.json["number"]) == (200, "seated", 1)
    assert ben.place(panel) == "waiting"
    check(panel)


def test_leaving_twice_is_leaving_once(full):
    panel, ada, *_ = full
    first = ada.leave(panel).json

    assert ada.leave(panel).json == first


def test_a_late_request_to_leave_does_not_give_up_a_newer_place(full):
    panel, ada, ben, _ = full
    ada.leave(panel, number=1)
    with later(seconds=10):
        ada.ask(panel)

        reply = ada.leave(panel, number=1)

        assert (reply.status_code, reply.json["place"], reply.json["number"]) == (200, "waiting", 4)
        assert ben.place(panel) == "offered"


def test_an_offer_is_accepted(full):
    panel, ada, ben, cleo = full
    ada.leave(panel)

    with later(seconds=10):
        reply = ben.accept(panel)
        assert (reply.status_code, reply.json["place"]) == (200, "seated")
        assert reply.json["ticket"]
        assert ben.accept(panel).json == reply.json
        assert places(panel, ada, ben, cleo) == ["left", "seated", "waiting"]
        assert ben.notices() == ["seat_offered"]
        check(panel)


def test_a_declined_offer_goes_to_the_next(full):
    panel, ada, ben, cleo = full
    ada.leave(panel)
    with later(seconds=10):
        assert ben.decline(panel).json["place"] == "declined"
        assert cleo.place(panel) == "waiting"
        assert ben.take_back(panel).json["place"] == "offered"
        ben.decline(panel)
    with later(seconds=20):
        assert places(panel, ada, ben, cleo) == ["left", "declined", "offered"]
        assert ben.accept(panel).json["code"] == "offer_lapsed"
        check(panel)


def test_an_offer_lapses_to_the_second_and_goes_to_the_next(full):
    panel, ada, ben, cleo = full
    ada.leave(panel)
    with later(seconds=10):
        ends = datetime.fromisoformat(ben.signup(panel)["offer_ends_at"])
        assert ends - clock.now() >= timedelta(hours=24) - timedelta(seconds=1)
    with later(hours=24, seconds=8):
        assert places(panel, ben, cleo) == ["offered", "waiting"]
    with later(hours=24, seconds=10):
        assert places(panel, ben, cleo) == ["declined", "offered"]
        assert sorted(ben.notices()) == ["offer_lapsed", "seat_offered"]
        assert cleo.notices() == ["seat_offered"]
        check(panel)


def test_an_offer_that_lapsed_cannot_be_accepted_although_no_worker_looked(full):
    panel, ada, ben, _ = full
    ada.leave(panel)
    with later(seconds=10):
        ends = signups(panel)[1].offer_ends_at
    with time_machine.travel(ends - timedelta(milliseconds=1), tick=False):
        assert ben.ask(panel).json["place"] == "offered"
    with time_machine.travel(ends, tick=False):
        assert ben.accept(panel).json["code"] == "offer_lapsed"


@pytest.mark.parametrize(
    ("before", "minutes"),
    [
        (timedelta(days=6), 24 * 60),
        (timedelta(days=2), 4 * 60),
        (timedelta(hours=5), 60),
        (timedelta(hours=2), 15),
        (timedelta(minutes=30), 5),
        (timedelta(minutes=11), 5),
    ],
)
def test_the_time_to_answer_shrinks_as_the_panel_nears(meeting, attendee, before, minutes):
    panel = a_panel(meeting, seats=1, starts_in=before)
    ada, ben = attendee("Ada A"), attendee("Ben B")
    ada.ask(panel)
    ben.ask(panel)

    more_seats(panel, 2)

    assert signups(panel)[1].offer_ends_at - clock.now() == pytest.approx(
        timedelta(minutes=minutes), abs=timedelta(seconds=30)
    )


def test_a_host_decides_how_long_offers_wait(meeting, attendee):
    panel = a_panel(meeting, seats=1, answer_steps=[[0, 7]])
    attendee("Ada A").ask(panel)
    attendee("Ben B").ask(panel)

    more_seats(panel, 2)

    assert timedelta(minutes=6) < signups(panel)[1].offer_ends_at - clock.now() <= timedelta(minutes=7)


def test_in_the_last_ten_minutes_nothing_is_offered_and_nothing_shown_as_free(meeting, attendee):
    panel = a_panel(meeting, seats=1, starts_in=timedelta(minutes=20))
    ada, ben, cleo = attendee("Ada A"), attendee("Ben B"), attendee("Cleo C")
    for who in (ada, ben):
        who.ask(panel)
    with later(minutes=10):
        ada.leave(panel)
    with later(minutes=11):
        assert ben.place(panel) == "waiting"
        assert shown(panel)["free"] == 0
        assert cleo.ask(panel).json["place"] == "waiting"
        check(panel)


def test_raised_capacity_is_offered_in_order(full):
    panel, ada, ben, cleo = full

    more_seats(panel, 4)

    assert places(panel, ada, ben, cleo) == ["seated", "offered", "offered"]
    assert (shown(panel)["free"], shown(panel)["offered"]) == (1, 2)
    check(panel)


def test_seats_kept_for_guests_go_to_guests_and_past_nobody_who_may_have_them(meeting, attendee):
    panel = a_panel(meeting, seats=3, reserved={"invited": 1})
    ada, ben, cleo, gus = (attendee(name) for name in ("Ada A", "Ben B", "Cleo C", "Gus Guest"))
    with db.writing() as session:
        session.add(PanelGuest(panel_id=panel.id, person_id=gus.person.id, at=clock.now()))

    replies = [who.ask(panel).json for who in (ada, ben, cleo, gus)]

    assert [(reply["place"], reply["share"]) for reply in replies] == [
        ("seated", "open"),
        ("seated", "open"),
        ("waiting", "open"),
        ("seated", "invited"),
    ]
    gus.leave(panel)
    with later(seconds=10):
        assert cleo.place(panel) == "waiting"
        check(panel)
        change(panel, reserved_invited=0)
        more_seats(panel, 3)
        assert cleo.place(panel) == "offered"
        check(panel)


def test_seats_kept_for_first_timers_go_to_who_came_to_no_earlier_edition(meeting, attendee):
    last_year = a_meeting("2025", starts_on=clock.now().date() - timedelta(days=300))
    earlier, panel = a_panel(last_year), a_panel(meeting, seats=1, reserved={"first_timer": 1})
    old_hand, newcomer = attendee("Olga Oldhand"), attendee("Nora New")
    old_hand.ask(earlier)
    came(earlier, old_hand)

    replies = [who.ask(panel).json for who in (old_hand, newcomer)]

    assert [(reply["place"], reply["share"]) for reply in replies] == [("waiting", "open"), ("seated", "first_timer")]
    check(panel)


def test_one_who_came_cannot_leave_by_phone(meeting, attendee):
    panel, ada = a_panel(meeting), attendee()
    ada.ask(panel)
    came(panel, ada)

    assert ada.leave(panel).json["code"] == "came_already"
    assert ada.place(panel) == "came"
    check(panel)


def test_a_ticket_is_of_no_more_use_once_the_seat_was_given_back(meeting, attendee):
    panel, ada = a_panel(meeting), attendee()
    first = ada.ask(panel).json["ticket"]
    ada.leave(panel)

    with later(seconds=10):
        assert ada.ask(panel).json["ticket"] not in {None, first}


def test_it_is_said_half_an_hour_before_that_it_begins(meeting, attendee):
    panel = a_panel(meeting, seats=1, starts_in=timedelta(hours=2))
    ada, ben = attendee("Ada A"), attendee("Ben B")
    ada.ask(panel)
    ben.ask(panel)

    with later(minutes=89):
        assert ada.notices() == []
    with later(minutes=90):
        look()
        assert (ada.notices(), ben.notices()) == (["reminder"], [])
    with later(hours=3):
        assert ada.notices() == ["reminder"]
        check(panel)


def test_a_notice_is_seen_once(meeting, attendee):
    panel = a_panel(meeting, starts_in=timedelta(minutes=40))
    ada = attendee()
    ada.ask(panel)
    with later(minutes=15):
        [notice] = ada.records()["notice"]
        assert (notice["seen_at"], notice["about"]["panel_id"], notice["about"]["slug"]) == (None, panel.id, "2026")

        assert ada.phone.post("/api/me/notices/seen", json={"upto": notice["id"]}).status_code == 204

        [seen] = ada.records()["notice"]
        assert seen["seen_at"]
        assert seen["rev"] > notice["rev"]
