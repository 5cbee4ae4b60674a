"""What hosts do with people by hand: adding, forcing, removing, writing to them; and the history of it all."""

from datetime import timedelta
from uuid import uuid4

import pytest

from backend.core import clock
from schemas.words import Role
from tests.backend.panels.hosts import AtPanel, host_of
from tests.backend.panels.seats import change, check, check_nobody_sits_twice, check_seats, later, shown
from tests.factories import a_panel, a_person, an_organiser


@pytest.fixture
def panel(meeting):
    return a_panel(meeting, seats=1)


@pytest.fixture
def host(sign_in, panel):
    return host_of(sign_in, panel)


@pytest.fixture
def ada(panel, attendee):
    one = attendee("Ada Example")
    one.ask(panel)
    return one


def test_a_host_gives_a_free_seat(host, panel, attendee):
    ben = attendee("Ben B")

    reply = host.add(ben, reason="He asked by mail.")

    assert (reply.json["text"], ben.place(panel)) == ("Ben B has a seat now.", "seated")
    assert ben.records()["notice"][0]["text"].endswith("He asked by mail.")
    check(panel)
    check_seats(panel)


def test_adding_to_a_full_panel_is_the_end_of_its_line(host, panel, ada, attendee):
    ben, cleo = attendee("Ben B"), attendee("Cleo C")
    ben.ask(panel)

    host.add(cleo)

    assert (cleo.place(panel), host.entry(cleo)["number"]) == ("waiting", 3)
    assert cleo.notices() == ["added"]
    check(panel)


def test_a_host_adds_people_also_when_sign_up_is_closed(host, panel, attendee):
    change(panel, shut=True)
    assert host.add(attendee("Ben B")).json["entry"]["place"] == "seated"


def test_a_seat_given_in_any_case_is_one_chair_more_and_says_why(host, panel, ada, attendee):
    ben, cleo = attendee("Ben B"), attendee("Cleo C")
    ben.ask(panel)

    reply = host.add(cleo, force=True, reason="She is on the panel.")

    assert (reply.status_code, cleo.place(panel), ben.place(panel)) == (200, "seated", "waiting")
    assert (shown(panel)["seats"], shown(panel)["seated"]) == (2, 2)
    newest = host.get("history").json["changes"][0]
    assert (newest["why"], newest["reason"], newest["who"]) == ("forced", "She is on the panel.", "Hal Host")
    assert host.get("edits").json[0]["after"] == {"seats": 2}
    check(panel)
    check_seats(panel)


def test_a_seat_in_any_case_needs_a_reason(host, panel, attendee):
    assert host.add(attendee("Ben B"), force=True).status_code == 422
    assert host.add(attendee("Ben B"), force=True, reason=" \u200b ").status_code == 422


def test_who_waits_is_given_a_seat_in_any_case(host, panel, ada, attendee):
    ben = attendee("Ben B")
    ben.ask(panel)

    host.add(ben, force=True, reason="A wheelchair place.")

    assert ben.place(panel) == "seated"
    check(panel)
    check_seats(panel)


def test_who_waits_for_a_draw_is_given_a_seat_in_any_case_and_a_number(host, panel, attendee):
    host.change(draw_at=(clock.now() + timedelta(hours=1)).isoformat())
    people = [attendee("Ben B"), attendee("Cleo C")]
    for one in people:
        one.ask(panel)
        host.add(one, force=True, reason="A speaker.")

    assert [(one.place(panel), host.entry(one)["number"]) for one in people] == [("seated", 1), ("seated", 2)]
    check(panel)


def test_adding_is_done_once(host, panel, attendee):
    ben, told = attendee("Ben B"), str(uuid4())
    host.add(ben, client_id=told)
    host.remove(ben)

    host.add(ben, client_id=told)

    assert ben.place(panel) == "left"


def test_nobody_is_given_two_seats_at_one_time(sign_in, host, meeting, panel, attendee):
    other, ben = a_panel(meeting, title="Meet the poets"), attendee("Ben B")
    ben.ask(other)

    refused = host.add(ben, force=True, reason="He said so.")
    host.add(ben, force=True, reason="He said so.", swap_from=other.id)

    assert (refused.json["code"], ben.place(other), ben.place(panel)) == ("overlapping", "left", "seated")
    check_nobody_sits_twice([ben])
    check(other)


def test_who_is_taken_off_is_told_why_and_the_seat_goes_on(host, panel, ada, attendee):
    ben = attendee("Ben B")
    ben.ask(panel)

    reply = host.remove(ada, reason="The seat was meant for Ben.")

    assert (reply.json["entry"]["place"], ben.place(panel)) == ("left", "offered")
    notice = ada.records()["notice"][-1]
    assert notice["kind"] == "removed"
    assert notice["text"].endswith("The seat was meant for Ben.")
    check(panel)


def test_taking_off_needs_a_reason(host, panel, ada):
    assert host.remove(ada, reason="").status_code == 422


def test_nobody_of_another_panel_is_taken_off(host, meeting, panel, ada):
    elsewhere = a_panel(meeting, title="Elsewhere", starts_in=timedelta(days=9))
    ada.ask(elsewhere)
    number = ada.signup(elsewhere)["id"]

    body = {"client_id": str(uuid4()), "reason": "No."}
    assert host.phone.post(f"{host.address}/people/{number}/remove", json=body).status_code == 404
    assert ada.place(elsewhere) == "seated"


def test_the_history_tells_who_did_what_when_and_why_page_by_page(host, panel, ada):
    for _ in range(26):
        ada.leave(panel)
        ada.take_back(panel)

    first = host.get("history").json
    rest = host.get("history", below=first["next"]).json

    assert (len(first["changes"]), len(rest["changes"]), rest["next"]) == (50, 3, None)
    oldest = rest["changes"][-1]
    assert (oldest["who"], oldest["name"], oldest["was"], oldest["now"], oldest["why"]) == (
        "Ada Example",
        "Ada Example",
        None,
        "seated",
        "signed_up",
    )


def test_the_history_of_one_signup_is_only_its_own(host, panel, ada, attendee):
    ben = attendee("Ben B")
    ben.ask(panel)

    changes = host.get("history", signup_id=host.entry(ben)["id"]).json["changes"]

    assert [one["name"] for one in changes] == ["Ben B"]


def test_what_the_clock_did_has_nobodys_name(host, panel, ada, attendee):
    ben = attendee("Ben B")
    ben.ask(panel)
    ada.leave(panel)
    with later(seconds=11):
        assert [one["who"] for one in host.get("history").json["changes"] if one["why"] == "offered"] == [None]


@pytest.fixture
def everybody(host, panel, ada, attendee):
    """One with a seat, one in line, one who left."""
    ben, cleo = attendee("Ben B"), attendee("Cleo C")
    for one in (ben, cleo):
        one.ask(panel)
    cleo.leave(panel)
    return [ada, ben, cleo]


@pytest.mark.parametrize(
    ("to", "reached"), [("seated", [1, 0, 0]), ("waiting", [0, 1, 0]), ("came", [0, 0, 0]), ("all", [1, 1, 0])]
)
def test_a_message_reaches_those_it_is_for(host, everybody, to, reached):
    body = {"client_id": str(uuid4()), "to": to, "text": "Please come five minutes early.\nThank you!"}

    reply = host.phone.post(f"{host.address}/messages", json=body)

    assert reply.status_code == 200
    assert (reply.json["people"], reply.json["who"], reply.json["to"]) == (sum(reached), "Hal Host", to)
    assert [one.notices().count("message") for one in everybody] == reached
    assert host.get("messages").json == [reply.json]


def test_a_message_sent_twice_goes_out_once(host, everybody):
    body = {"client_id": str(uuid4()), "to": "all", "text": "Hello"}
    replies = [host.phone.post(f"{host.address}/messages", json=body).json for _ in range(2)]

    assert replies[0] == replies[1]
    assert everybody[0].notices() == ["message"]


def test_nobody_is_drowned_in_messages(host, panel, ada):
    statuses = [
        host.phone.post(
            f"{host.address}/messages", json={"client_id": str(uuid4()), "to": "all", "text": "Hi"}
        ).status_code
        for _ in range(13)
    ]

    assert statuses == [200] * 12 + [429]


def test_who_is_invited_gets_a_seat_that_is_kept_for_such(host, panel, ada, attendee):
    ben = attendee("Ben B")
    ben.ask(panel)
    host.change(seats=2, reserved={"invited": 1})
    assert ben.place(panel) == "waiting"

    assert host.phone.put(f"{host.address}/guests/{ben.person.id}").status_code == 204

    assert ben.place(panel) == "offered"
    assert [(one["name"], one["added_by"]) for one in host.get("guests").json] == [("Ben B", "Hal Host")]
    host.phone.delete(f"{host.address}/guests/{ben.person.id}")
    assert host.get("guests").json == []
    assert ben.place(panel) == "offered"
    check(panel)


def test_hosts_name_others_who_hold_the_role(host, panel, sign_in):
    co = a_person("Coco Cohost", Role.HOST)
    phone = AtPanel(sign_in(co), co, panel)
    assert phone.get("roster").status_code == 404

    assert host.phone.put(f"{host.address}/hosts/{co.id}").status_code == 204

    assert phone.get("roster").status_code == 200
    assert [one["name"] for one in phone.get("hosts").json] == ["Hal Host", "Coco Cohost"]
    assert shown(panel)["host_ids"] == [host.person.id, co.id]
    assert phone.phone.delete(f"{host.address}/hosts/{host.person.id}").status_code == 204
    assert host.get("roster").status_code == 404


def test_a_host_cannot_make_a_host_of_somebody_without_the_role(host, panel):
    reply = host.phone.put(f"{host.address}/hosts/{a_person('Mo Member').id}")

    assert (reply.status_code, reply.json["code"]) == (409, "not_a_host")


def test_an_organiser_gives_the_role_with_the_panel(panel, sign_in):
    mo, desk = a_person("Mo Member"), sign_in(an_organiser())
    phone = AtPanel(sign_in(mo), mo, panel)

    assert desk.put(f"/api/panels/{panel.id}/hosts/{mo.id}").status_code == 204

    assert phone.get("roster").status_code == 200
    assert desk.delete(f"/api/members/{mo.id}/roles/host").status_code == 200
    assert phone.get("roster").status_code == 404


def test_nobody_who_is_not_there_hosts_or_is_invited(host):
    assert host.phone.put(f"{host.address}/hosts/999999").status_code == 404
    assert host.phone.put(f"{host.address}/guests/999999").status_code == 404
