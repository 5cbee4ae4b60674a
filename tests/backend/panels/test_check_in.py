"""The door: who has a seat is let in, once, whatever phones and networks do."""

from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest

from backend.core import clock
from tests.backend.panels.hosts import host_of, outcome
from tests.backend.panels.seats import change, check, later, shown
from tests.factories import a_panel


@pytest.fixture
def panel(meeting):
    return a_panel(meeting, seats=2, starts_in=timedelta(minutes=30), title="Meet the bloggers")


@pytest.fixture
def host(sign_in, panel):
    return host_of(sign_in, panel)


@pytest.fixture
def ada(panel, attendee):
    one = attendee("Ada Example")
    one.ask(panel)
    return one


def test_a_ticket_lets_its_person_in(host, panel, ada):
    reply = host.scan(ada.signup(panel)["ticket"])

    assert (reply.status_code, reply.json["outcome"], reply.json["text"]) == (200, "done", "Ada Example is in.")
    assert reply.json["entry"] == host.entry(ada)
    assert ada.place(panel) == "came"
    assert (shown(panel)["seated"], shown(panel)["came"]) == (0, 1)
    check(panel)


def test_a_line_of_the_roster_lets_its_person_in(host, panel, ada):
    assert host.came(ada).json["entry"]["place"] == "came"


def test_two_doors_that_let_in_the_same_person_make_one_arrival(sign_in, host, panel, ada):
    other = host_of(sign_in, panel, name="Hanna Host")
    first = host.scan(ada.signup(panel)["ticket"])

    second = other.came(ada)

    assert (outcome(first), outcome(second)) == ("done", "already")
    assert second.json["text"].startswith("Ada Example was let in at ")
    assert shown(panel)["came"] == 1
    assert [one["why"] for one in host.get("history").json["changes"]] == ["came", "signed_up"]
    check(panel)


def test_what_is_told_twice_happens_once_and_for_ever(host, panel, ada):
    told = {"client_id": str(uuid4()), "at": clock.now()}
    host.came(ada, **told)
    host.undo(ada)

    again = host.came(ada, **told)

    assert (outcome(again), again.json["entry"]["place"]) == ("known", "seated")
    check(panel)


def test_an_arrival_told_late_counts_from_when_it_was(host, panel, ada):
    then = clock.now().replace(microsecond=0)
    with later(minutes=5):
        reply = host.came(ada, at=then)

    assert reply.json["entry"]["came_at"] == then.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_phone_whose_clock_is_ahead_does_not_make_the_future(host, panel, ada):
    before = clock.now()

    reply = host.came(ada, at=before + timedelta(hours=3))

    assert reply.json["entry"]["came_at"] <= clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_forged_ticket_is_told(host, panel, ada):
    good = ada.signup(panel)["ticket"]
    mark, signup, number, signature = good.split(":")

    for text in (
        "hello",
        f"{mark}:{signup}:{number}",
        f"{mark}:{signup}:{int(number) + 1}:{signature}",
        f"{mark}:{int(signup) + 1}:{number}:{signature}",
        f"{mark}:{signup}:{number}:{signature[:-1]}{'A' if signature[-1] != 'A' else 'B'}",
        f"{mark}:9999999999999999999:1:{signature}",
        f"{mark}:-1:-1:{signature}",
        "ⅷ" * 20,
    ):
        assert outcome(host.scan(text)) == "forged_ticket", text
    assert ada.place(panel) == "seated"


def test_a_ticket_of_another_panel_names_that_panel(sign_in, host, meeting, ada, panel):
    elsewhere = a_panel(meeting, title="Meet the poets")
    ada.ask(elsewhere)

    reply = host.scan(ada.signup(elsewhere)["ticket"])

    assert (reply.status_code, reply.json["code"]) == (409, "other_panels_ticket")
    assert reply.json["about"] == {"panel_id": elsewhere.id, "title": "Meet the poets"}
    assert "Meet the poets" in reply.json["detail"]


def test_a_ticket_given_back_lets_nobody_in(host, panel, ada):
    ticket = ada.signup(panel)["ticket"]
    ada.leave(panel)

    assert outcome(host.scan(ticket)) == "old_ticket"
    with later(seconds=11):
        ada.ask(panel)
        assert outcome(host.scan(ticket)) == "old_ticket"
        assert outcome(host.scan(ada.signup(panel)["ticket"])) == "done"


def test_no_ticket_is_good_once_the_panel_is_over(host, panel, ada):
    ticket = ada.signup(panel)["ticket"]

    with later(minutes=91):
        reply = host.scan(ticket)

    assert (reply.json["code"], reply.json["detail"]) == ("panel_over", "This panel is over.")


def test_an_arrival_before_the_end_may_be_told_after_it(host, panel, ada):
    with later(minutes=80):
        then = clock.now()
    with later(minutes=95):
        assert outcome(host.came(ada, at=then)) == "done"
    check(panel)


def test_no_ticket_is_good_when_the_panel_is_cancelled(host, panel, ada):
    change(panel, cancelled=True)

    assert outcome(host.came(ada)) == "panel_cancelled"


def test_nobody_is_let_in_days_before(sign_in, meeting, attendee):
    panel, ben = a_panel(meeting, starts_in=timedelta(days=3)), attendee("Ben B")
    ben.ask(panel)

    reply = host_of(sign_in, panel).came(ben)

    assert reply.json["code"] == "too_early"
    assert reply.json["about"].keys() == {"from"}


def test_who_stands_in_line_has_no_seat_to_be_let_in_on(host, panel, ada, attendee):
    ben, cleo = attendee("Ben B"), attendee("Cleo C")
    for one in (ben, cleo):
        one.ask(panel)

    reply = host.came(cleo)

    assert (reply.json["code"], reply.json["about"]) == ("no_seat", {"place": "waiting", "number": 3})


def test_who_is_offered_a_seat_takes_it_by_coming(host, panel, attendee):
    host.change(seats=0)
    ben = attendee("Ben B")
    ben.ask(panel)
    host.change(seats=1)
    assert ben.place(panel) == "offered"

    assert outcome(host.came(ben)) == "done"
    check(panel)


def test_undoing_puts_people_back_where_they_were(host, panel, ada):
    ticket = ada.signup(panel)["ticket"]
    host.came(ada)

    reply = host.undo(ada)

    assert (outcome(reply), reply.json["entry"]["place"], reply.json["entry"]["came_at"]) == ("done", "seated", None)
    assert ada.signup(panel)["ticket"] == ticket
    check(panel)


def test_undoing_names_the_arrival_so_that_no_other_doors_is_undone(sign_in, host, panel, ada):
    mine = str(uuid4())
    host_of(sign_in, panel, name="Hanna Host").came(ada)
    host.came(ada, client_id=mine)

    reply = host.undo(ada, undoes=mine)

    assert (reply.json["code"], ada.place(panel)) == ("nothing_to_undo", "came")
    assert outcome(host.undo(ada)) == "done"


def test_who_is_not_in_cannot_be_taken_out(host, panel, ada):
    assert outcome(host.undo(ada)) == "nothing_to_undo"


def test_who_was_let_in_cannot_give_the_seat_back_by_phone(host, panel, ada):
    host.came(ada)

    assert ada.leave(panel).json["code"] == "came_already"


def test_a_door_asks_for_either_a_ticket_or_a_line(host, panel, ada):
    both = host.act("came", ticket="x", signup_id=1)
    neither = host.act("came")

    assert (both.status_code, neither.status_code) == (422, 422)


def test_a_signup_of_another_panel_is_not_there(sign_in, host, meeting, panel, ada):
    elsewhere = a_panel(meeting, title="Elsewhere")
    ada.ask(elsewhere)

    reply = host.act("came", signup_id=ada.signup(elsewhere)["id"])

    assert reply.status_code == 404
    assert ada.place(elsewhere) == "seated"


def test_a_phone_without_a_connection_knows_good_tickets_by_their_digests(host, panel, ada):
    assert host.entry(ada)["ticket_digest"] == sha256(ada.signup(panel)["ticket"].encode()).hexdigest()
    ada.leave(panel)
    assert host.entry(ada)["ticket_digest"] is None
