"""Signing up: one tap, one signup, and an honest answer."""

from datetime import timedelta
from uuid import uuid4

import pytest

from backend.core import clock
from tests.backend.panels.seats import check, check_seats, later, roster, shown
from tests.factories import a_panel, a_person
from tests.statements import statements


def test_the_first_get_the_seats_and_the_next_stand_in_line(meeting, attendee):
    panel = a_panel(meeting, seats=2)
    ada, ben, cleo, dora = (attendee(name) for name in ("Ada A", "Ben B", "Cleo C", "Dora D"))

    replies = [who.ask(panel) for who in (ada, ben, cleo, dora)]

    assert [reply.status_code for reply in replies] == [201] * 4
    told = [(reply.json["place"], reply.json["number"], reply.json["position"]) for reply in replies]
    assert told == [("seated", 1, None), ("seated", 2, None), ("waiting", 3, 1), ("waiting", 4, 2)]
    assert [bool(reply.json["ticket"]) for reply in replies] == [True, True, False, False]
    public = shown(panel)
    assert (public["seated"], public["waiting"], public["free"], public["line"]) == (2, 2, 0, [[3, 4]])
    check(panel)
    check_seats(panel)


def test_asking_twice_is_asking_once(meeting, attendee):
    panel, ada = a_panel(meeting), attendee()
    first = ada.ask(panel)

    again = ada.ask(panel)

    assert (first.status_code, again.status_code) == (201, 200)
    assert {**again.json, "position": None} == first.json
    assert len(roster(panel)) == 1


def test_a_retry_that_comes_after_leaving_asks_for_nothing_new(meeting, attendee):
    panel, ada, tap = a_panel(meeting), attendee(), str(uuid4())
    ada.ask(panel, client_id=tap)
    ada.leave(panel)
    with later(seconds=11):
        newer = ada.ask(panel)
        ada.leave(panel)
    with later(seconds=22):
        late = ada.ask(panel, client_id=tap)

    assert newer.status_code == 201
    assert (late.status_code, late.json["place"], late.json["number"]) == (200, "left", 2)


def test_asking_again_after_leaving_is_the_same_signup_at_the_end_of_the_line(meeting, attendee):
    panel, ada, ben, cleo = a_panel(meeting, seats=1), attendee(), attendee("Ben B"), attendee("Cleo C")
    ada.ask(panel)
    first = ben.ask(panel).json
    cleo.ask(panel)
    ben.leave(panel)

    with later(seconds=11):
        again = ben.ask(panel)
        assert (again.status_code, again.json["id"]) == (201, first["id"])
        assert (again.json["number"], again.json["position"]) == (4, 2)
        check(panel)


def test_before_sign_up_opens_it_is_said_when_it_does(meeting, attendee):
    opens_at = clock.now().replace(microsecond=0) + timedelta(hours=2)
    panel = a_panel(meeting, opens_at=opens_at)

    reply = attendee().ask(panel)

    assert (reply.status_code, reply.json["code"]) == (409, "signups_not_open")
    assert reply.json["about"] == {"opens_at": opens_at.isoformat()}
    assert "America/Chicago" in reply.json["detail"]
    assert roster(panel) == []


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"shut": True}, "signups_closed"),
        ({"closes_at": clock.now() - timedelta(minutes=1)}, "signups_closed"),
        ({"starts_at": clock.now() - timedelta(minutes=5)}, "signups_closed"),
        ({"starts_at": clock.now() - timedelta(days=1)}, "panel_over"),
    ],
)
def test_after_sign_up_it_is_said_that_it_is_closed(meeting, attendee, columns, code):
    reply = attendee().ask(a_panel(meeting, **columns))

    assert (reply.status_code, reply.json["code"]) == (409, code)


def test_a_full_panel_whose_line_is_closed_says_so(meeting, attendee):
    panel = a_panel(meeting, seats=1, line_open=False)
    attendee().ask(panel)

    reply = attendee("Ben B").ask(panel)

    assert (reply.status_code, reply.json["code"]) == (409, "line_closed")
    check(panel)


def test_an_unknown_panel_is_not_found(meeting, attendee):
    ada = attendee()
    panel = a_panel(meeting)
    panel.id += 1

    assert {ada.ask(panel).status_code, ada.leave(panel).status_code, ada.accept(panel).status_code} == {404}


def test_who_never_signed_up_has_nothing_to_give_up_or_answer(meeting, attendee):
    """S-44: steps cannot be skipped."""
    panel, ada = a_panel(meeting), attendee()

    replies = [ada.leave(panel), ada.take_back(panel), ada.accept(panel), ada.decline(panel)]

    assert [reply.json["code"] for reply in replies] == ["not_found"] * 4


def test_who_waits_cannot_take_a_seat_that_was_not_offered(meeting, attendee):
    """S-44: promote before claim."""
    panel, ben = a_panel(meeting, seats=1), attendee("Ben B")
    attendee().ask(panel)
    ben.ask(panel)

    assert [ben.accept(panel).json["code"], ben.decline(panel).json["code"]] == ["nothing_offered"] * 2
    assert ben.place(panel) == "waiting"


def test_a_name_is_needed(meeting, sign_in):
    reply = sign_in(a_person("")).post(f"/api/panels/{a_panel(meeting).id}/signups", json={"client_id": str(uuid4())})

    assert (reply.status_code, reply.json["code"]) == (403, "name_needed")


@pytest.mark.parametrize("client_id", ["", "x", str(uuid4()).upper(), "g" * 36, 7])
def test_a_request_has_an_id_of_its_own(meeting, attendee, client_id):
    ada, panel = attendee(), a_panel(meeting)

    reply = ada.phone.post(f"/api/panels/{panel.id}/signups", json={"client_id": client_id})

    assert (reply.status_code, list(reply.json["errors"])) == (422, ["client_id"])


def test_nobody_is_kept_from_a_seat_by_somebody_who_taps_without_end(meeting, attendee):
    """S-95."""
    panel, ada = a_panel(meeting), attendee()

    statuses = [ada.ask(panel).status_code for _ in range(61)]

    assert (statuses[0], statuses[59], statuses[60]) == (201, 200, 429)


WORK = ("SELECT", "INSERT", "UPDATE", "DELETE")  # what there is beside beginning and ending


def test_a_sign_up_is_cheap(meeting, attendee):
    costs = {}
    for place, starts in (("seat", 3), ("line", 1)):
        other, ada = a_panel(meeting, seats=starts), attendee(f"Ada {place}")
        if place == "line":
            attendee("Zoe").ask(other)
        with statements() as said:
            assert ada.ask(other).status_code == 201
        costs[place] = [one for one in said if one.partition(" ")[0] in WORK and "device" not in one]

    assert {place: len(said) for place, said in costs.items()} == {"seat": 8, "line": 7}


def test_it_costs_no_more_when_many_are_there(meeting, attendee):
    panel = a_panel(meeting, seats=1)
    costs = []
    for number in range(6):
        who = attendee(f"Person {number}")
        with statements() as said:
            who.ask(panel)
        costs.append(len(said))

    assert len(set(costs[1:])) == 1
