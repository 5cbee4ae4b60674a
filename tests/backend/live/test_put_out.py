"""Who may no longer hear is put out at once, whichever way the right was lost."""

import requests

from backend.core import db
from backend.people.service import signing_in
from tests.factories import a_device, a_meeting, a_person, an_organiser


def post(server, path, token):
    return requests.post(f"{server}{path}", cookies={"fireside": token}, headers={"Origin": server}, timeout=10)


def test_signing_out_closes_the_devices_socket_and_no_other(server, connect):
    person = a_person()
    token = a_device(person)
    phone, other = connect(token=token), connect(person)
    for one in (phone, other):
        one.open(f"me:{person.id}")

    assert post(server, "/api/sign-out", token).status_code == 204

    assert phone.closed.wait(2)
    assert phone.all("out") == [{"stream": f"me:{person.id}", "code": "signed_out"}]
    assert not other.closed.is_set()


def test_signing_out_all_other_devices_closes_their_sockets(server, connect):
    person = a_person()
    token = a_device(person)
    here, there = connect(token=token), connect(person)

    requests.delete(f"{server}/api/me/devices", cookies={"fireside": token}, headers={"Origin": server}, timeout=10)

    assert there.closed.wait(2)
    assert not here.closed.is_set()


def test_the_sixth_socket_of_a_person_closes_their_first(connect):
    person = a_person()
    phones = [connect(person) for _ in range(6)]

    assert phones[0].closed.wait(2)
    assert [phone.closed.is_set() for phone in phones[1:]] == [False] * 5


def test_a_cookie_that_is_good_no_more_makes_a_visitor(connect):
    person, meeting = a_person(), a_meeting()
    token = a_device(person)
    with db.writing() as session:
        signing_in.sign_out(session, token)

    phone = connect(token=token)

    assert phone.open(f"meeting:{meeting.id}")["ok"]
    assert phone.open(f"me:{person.id}")["problem"]["code"] == "signed_out"


def test_a_visitor_who_opens_nothing_is_put_out(connect):
    meeting = a_meeting()
    silent, hearing = connect(), connect()
    hearing.open(f"meeting:{meeting.id}")

    assert silent.closed.wait(15)
    assert not hearing.closed.is_set()


def test_who_talks_too_much_is_told_and_then_put_out(connect):
    phone = connect(a_person())

    answers = [phone.ask("close", {"stream": "meeting:1"}) for _ in range(25)]
    for _ in range(60):
        phone.say("close", {"stream": "meeting:1"})

    assert [answer["ok"] for answer in answers[:20]] == [True] * 20
    assert answers[-1]["problem"]["code"] == "too_many"
    assert phone.closed.wait(5)


def test_who_loses_a_role_is_put_out_of_what_it_opened_and_keeps_the_rest(desk, dial):
    organiser, other, meeting = an_organiser("Ora"), an_organiser("Other"), a_meeting()
    phone = dial(desk, organiser)
    for stream in (f"desk:{meeting.id}", f"meeting:{meeting.id}", f"me:{organiser.id}"):
        assert phone.open(stream)["ok"]

    requests.delete(
        f"{desk}/api/members/{organiser.id}/roles/organiser",
        cookies={"fireside": a_device(other)},
        headers={"Origin": desk},
        timeout=10,
    ).raise_for_status()

    assert phone.wait_for("out", seconds=2) == {"stream": f"desk:{meeting.id}", "code": "not_found"}
    assert phone.open(f"desk:{meeting.id}")["problem"]["code"] == "not_found"
    assert phone.open(f"me:{organiser.id}")["ok"]
    assert len(phone.all("out")) == 1


def test_a_session_that_was_ended_without_a_word_is_found_by_the_clock(desk, dial):
    person = a_person()
    token = a_device(person)
    phone = dial(desk, token=token)
    phone.open(f"me:{person.id}")

    with db.writing() as session:
        signing_in.sign_out(session, token)

    assert phone.closed.wait(5)
    assert phone.all("out") == [{"stream": f"me:{person.id}", "code": "signed_out"}]
