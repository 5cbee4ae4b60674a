"""Nobody sits in two places at once, unless both panels allow it; a seat is swapped for another in one tap."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from backend.core import clock, db
from backend.panels import queries
from backend.panels.service import line
from tests.backend.panels.seats import came, change, check, check_nobody_sits_twice, later, roster
from tests.factories import a_panel


@pytest.fixture
def two(meeting):
    """Two panels at the same time."""
    return a_panel(meeting, seats=1, title="Here"), a_panel(meeting, seats=1, title="There")


def more_seats(panel):
    with db.writing() as session:
        row = queries.panel_to_change(session, panel.id)
        row.seats += 1
        line.fill(session, row, clock.now())


def test_a_second_seat_at_that_time_is_refused_and_named(two, attendee):
    here, there = two
    ada = attendee()
    ada.ask(here)

    reply = ada.ask(there)

    assert (reply.status_code, reply.json["code"]) == (409, "overlapping")
    assert reply.json["about"]["panel_id"] == here.id
    assert "Here" in reply.json["detail"]
    assert roster(there) == []


@pytest.mark.parametrize(("allow", "code"), [([0], "overlapping"), ([1], "overlapping"), ([0, 1], None)])
def test_it_is_given_where_both_panels_allow_it(two, attendee, allow, code):
    ada = attendee()
    for number in allow:
        change(two[number], overlaps_allowed=True)
    ada.ask(two[0])

    assert ada.ask(two[1]).json.get("code") == code


def test_one_panel_after_the_other_is_no_overlap(meeting, attendee):
    first = a_panel(meeting)
    second = a_panel(meeting, starts_at=first.ends_at)
    ada = attendee()
    ada.ask(first)

    assert ada.ask(second).json["place"] == "seated"


def test_a_seat_is_swapped_for_another_and_handed_on_at_once(two, attendee):
    here, there = two
    ada, ben = attendee("Ada A"), attendee("Ben B")
    ada.ask(here)
    ben.ask(here)

    reply = ada.ask(there, swap_from=here.id)

    assert (reply.status_code, reply.json["place"]) == (201, "seated")
    assert (ada.place(here), ben.place(here)) == ("left", "offered")
    for panel in two:
        check(panel)


def test_nobody_gives_up_a_seat_for_a_place_in_line(two, attendee):
    here, there = two
    ada, ben = attendee("Ada A"), attendee("Ben B")
    ada.ask(here)
    ben.ask(there)

    reply = ada.ask(there, swap_from=here.id)

    assert reply.json["place"] == "waiting"
    assert ada.place(here) == "seated"


def test_an_offer_says_which_seat_it_would_be_swapped_for(two, attendee):
    here, there = two
    ada, ben = attendee("Ada A"), attendee("Ben B")
    ben.ask(there)
    ada.ask(there)
    ada.ask(here)

    more_seats(there)

    signup, [notice] = ada.signup(there), ada.records()["notice"]
    assert (signup["place"], signup["swap_from"]) == ("offered", here.id)
    assert (notice["kind"], notice["about"]["swap_from"]) == ("seat_offered", here.id)
    assert "Here" in notice["text"]
    assert ada.accept(there).json["code"] == "overlapping"
    assert ada.place(there) == "offered"
    assert ada.accept(there, swap_from=here.id).json["place"] == "seated"
    assert ada.place(here) == "left"
    for panel in two:
        check(panel)


def test_a_seat_is_not_taken_back_over_another_that_was_taken_meanwhile(two, attendee):
    here, there = two
    ada = attendee()
    ada.ask(here)
    ada.leave(here)
    ada.ask(there)

    reply = ada.take_back(here)

    assert (reply.status_code, reply.json["code"]) == (409, "overlapping")
    assert (ada.place(here), ada.place(there)) == ("left", "seated")
    with later(seconds=10):
        check(here)
        check_nobody_sits_twice([ada])


def test_a_swap_from_a_panel_that_does_not_exist_is_not_found(two, attendee):
    assert attendee().ask(two[0], swap_from=two[1].id + 1).status_code == 404


def test_who_was_let_in_elsewhere_cannot_swap_that_seat(two, attendee):
    here, there = two
    ada = attendee()
    ada.ask(here)
    came(here, ada)

    assert ada.ask(there, swap_from=here.id).json["code"] == "came_already"
    assert ada.place(here) == "came"


def test_the_same_person_on_two_phones_gets_one_seat_of_two(meeting, attendee):
    panels = [a_panel(meeting, starts_in=timedelta(days=7, minutes=number)) for number in range(6)]
    ada = attendee()
    phones = [type(ada)(ada.phone.application.test_client(), ada.person) for _ in panels]
    for other in phones:
        other.phone.set_cookie("fireside", ada.phone.get_cookie("fireside").value)

    with ThreadPoolExecutor(len(panels)) as pool:
        replies = list(pool.map(lambda phone, panel: phone.ask(panel).status_code, phones, panels))

    assert sorted(replies) == [201, 409, 409, 409, 409, 409]
    check_nobody_sits_twice([ada])


def test_one_tap_on_many_phones_is_one_signup(meeting, attendee):
    panel, ada = a_panel(meeting), attendee()
    phones = [type(ada)(ada.phone.application.test_client(), ada.person) for _ in range(6)]
    for other in phones:
        other.phone.set_cookie("fireside", ada.phone.get_cookie("fireside").value)

    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda phone: phone.ask(panel).status_code, phones))

    assert sorted(replies) == [200, 200, 200, 200, 200, 201]
    assert len(roster(panel)) == 1
    check(panel)
