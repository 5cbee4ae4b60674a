"""Several doors work at the same moment: one arrival a person, and never more people than seats."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.backend.panels.hosts import AtPanel, host_of, outcome
from tests.backend.panels.seats import check, check_seats, later, shown
from tests.factories import a_panel

DOORS, SEATS = 6, 5


@pytest.fixture
def panel(meeting):
    return a_panel(meeting, seats=SEATS, starts_in=timedelta(minutes=3))


@pytest.fixture
def doors(sign_in, panel):
    """Phones of hosts at as many doors."""
    return [host_of(sign_in, panel, name=f"Host {number}") for number in range(DOORS)]


def at_once(acts):
    with ThreadPoolExecutor(DOORS) as pool:
        return Counter(outcome(reply) for reply in pool.map(lambda act: act(), acts))


def test_all_doors_scan_one_ticket(doors, panel, attendee):
    ada = attendee()
    ada.ask(panel)
    ticket = ada.signup(panel)["ticket"]

    assert at_once([lambda door=door: door.scan(ticket) for door in doors]) == {"done": 1, "already": DOORS - 1}
    assert shown(panel)["came"] == 1
    check(panel)


def test_more_walk_in_than_there_are_seats(doors, panel, attendee):
    crowd = [attendee(f"Person {number}") for number in range(3 * SEATS)]

    told = at_once([lambda who=who, door=doors[n % DOORS]: door.walk_in(who) for n, who in enumerate(crowd)])

    assert told == {"done": SEATS, "no_free_seat": 2 * SEATS}
    check(panel)
    check_seats(panel)


def test_a_release_and_an_arrival_of_the_same_person_are_one_or_the_other(sign_in, doors, panel, attendee):
    people = [attendee(f"Person {number}") for number in range(SEATS)]
    for one in people:
        one.ask(panel)
    one, other = doors[0], doors[1]

    at_once([lambda who=who: one.came(who) for who in people] + [lambda: other.release(*people)])

    assert {who.place(panel) for who in people} <= {"came", "missed"}
    check(panel)
    check_seats(panel)


def test_a_code_typed_by_many_at_once_lets_each_in_once(sign_in, doors, attendee):
    host = doors[0]
    code = host.phone.post(f"{host.address}/door/code").json["code"]
    helpers = [attendee(f"Helper {number}") for number in range(DOORS)]

    with ThreadPoolExecutor(DOORS) as pool:
        replies = list(pool.map(lambda one: one.phone.post("/api/door", json={"code": code}), helpers * 2))

    assert {reply.status_code for reply in replies} == {200}
    assert len(host.get("door/code").json["helpers"]) == DOORS


def test_many_rate_at_once_and_each_once(doors, panel, attendee):
    people = [attendee(f"Person {number}") for number in range(SEATS)]
    for one in people:
        doors[0].walk_in(one)
    with later(minutes=4), ThreadPoolExecutor(DOORS) as pool:
        path = f"/api/panels/{panel.id}/rating"
        replies = list(pool.map(lambda one: one.phone.put(path, json={"stars": 4}), people * 2))

    assert {reply.status_code for reply in replies} == {200}
    with later(minutes=5):
        assert AtPanel(doors[0].phone, doors[0].person, panel).get("numbers").json["rating"]["people"] == SEATS
