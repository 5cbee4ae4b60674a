"""Stars: only what changed on the phone is sent, and neither side loses any."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.factories import a_meeting, a_person, a_session


@pytest.fixture
def sessions(app):
    meeting = a_meeting()
    return [a_session(meeting, f"Session {n}").id for n in range(3)]


def put(phone, stars, since=0):
    changes = [{"session_id": session, "starred": starred} for session, starred in stars.items()]
    return phone.put("/api/me/stars", json={"stars": changes, "since": since})


def starred(frame):
    return {star["id"] for star in frame["records"].get("star", []) if star["starred"]}


def test_stars_of_two_phones_come_together(sign_in, sessions):
    person = a_person()
    laptop, phone = sign_in(person), sign_in(person)
    put(laptop, {sessions[0]: True})

    reply = put(phone, {sessions[1]: True})

    assert starred(reply.json) == {sessions[0], sessions[1]}


def test_a_star_taken_off_is_heard_by_the_other_phone(sign_in, sessions):
    person = a_person()
    laptop, phone = sign_in(person), sign_in(person)
    head = put(laptop, {sessions[0]: True, sessions[1]: True}).json["head"]
    put(phone, {sessions[0]: False})

    frame = laptop.get("/api/me/changes", query_string={"since": head}).json

    assert [(star["id"], star["starred"]) for star in frame["records"]["star"]] == [(sessions[0], False)]


def test_saying_it_twice_changes_nothing(sign_in, sessions):
    phone = sign_in(a_person())
    first = put(phone, {sessions[0]: True}).json

    assert put(phone, {sessions[0]: True}).json == first


def test_one_star_put_on_by_many_at_once_is_one(sign_in, sessions):
    person = a_person()
    phones = [sign_in(person) for _ in range(6)]

    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda phone: put(phone, {sessions[0]: True}), phones))
        addresses = set(pool.map(lambda phone: phone.post("/api/me/calendar-address").json["url"], phones))

    assert {reply.status_code for reply in replies} == {200}
    assert starred(replies[0].json) == {sessions[0]}
    assert len(addresses) == 1


def test_a_session_that_does_not_exist_is_passed_over(sign_in, sessions):
    reply = put(sign_in(a_person()), {sessions[0]: True, 999_999: True})

    assert starred(reply.json) == {sessions[0]}


def test_one_persons_stars_are_nobody_elses(sign_in, sessions):
    put(sign_in(a_person("One Person")), {sessions[0]: True})

    assert sign_in(a_person("Another")).get("/api/me/changes").json["records"] == {}


def test_a_visitor_has_no_stars_here(visitor):
    assert visitor.get("/api/me/changes").status_code == 401
