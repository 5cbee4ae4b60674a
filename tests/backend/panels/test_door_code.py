"""The door's code: a helper without a role works one door until its panel ends."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend.core import clock, db
from backend.panels.models import DoorCode
from tests.backend.panels.hosts import AtPanel, host_of, outcome
from tests.backend.panels.seats import change, later
from tests.factories import a_panel, a_person


@pytest.fixture
def panel(meeting):
    return a_panel(meeting, starts_in=timedelta(minutes=30), title="Meet the bloggers")


@pytest.fixture
def host(sign_in, panel):
    return host_of(sign_in, panel)


@pytest.fixture
def helper(sign_in, panel):
    person = a_person("Heidi Helper")
    return AtPanel(sign_in(person), person, panel)


def make(host):
    reply = host.phone.post(f"{host.address}/door/code")
    assert reply.status_code == 200
    return reply.json["code"]


def type_in(helper, code):
    return helper.phone.post("/api/door", json={"code": code})


def works(helper):
    return helper.get("roster").status_code == 200


def test_whoever_types_the_code_works_that_door(host, helper, panel, meeting, attendee):
    ada = attendee()
    ada.ask(panel)
    assert not works(helper)

    reply = type_in(helper, make(host))

    assert reply.status_code == 200
    assert (reply.json["panel_id"], reply.json["slug"]) == (panel.id, meeting.slug)
    assert [one["panel_id"] for one in helper.phone.get("/api/door").json] == [panel.id]
    assert outcome(helper.came(ada)) == "done"


def test_the_code_is_short_and_can_be_read_aloud(host):
    assert re.fullmatch(r"[A-Z0-9]{6}", make(host))


def test_how_the_code_is_typed_does_not_matter(host, helper):
    code = make(host)

    assert type_in(helper, f" {code[:3].lower()}-{code[3:]} ").status_code == 200


def test_hosts_see_the_code_again_and_who_came_by_it(host, helper, panel):
    code = make(host)
    type_in(helper, code)
    type_in(helper, code)

    shown = host.get("door/code").json

    assert shown["code"] == code
    assert [(one["person_id"], one["name"]) for one in shown["helpers"]] == [(helper.person.id, "Heidi Helper")]


def test_the_code_ends_with_the_panel(host, helper):
    code = make(host)
    type_in(helper, code)

    with later(minutes=89):
        assert works(helper)
    with later(minutes=90):
        assert not works(helper)
        assert helper.phone.get("/api/door").json == []
        assert type_in(helper, code).json["code"] == "wrong_door_code"
        assert host.get("door/code").json == {"code": None, "ends_at": None, "helpers": []}
        assert host.phone.post(f"{host.address}/door/code").json["code"] == "panel_over"


def test_the_code_follows_a_panel_that_is_moved(host, helper, panel):
    type_in(helper, make(host))
    change(panel, ends_at=panel.ends_at + timedelta(hours=1))

    with later(minutes=120):
        assert works(helper)


def test_a_cancelled_panel_has_no_door(host, helper, panel):
    type_in(helper, make(host))

    change(panel, cancelled=True)

    assert not works(helper)


def test_what_a_helper_did_before_the_end_may_be_told_shortly_after(host, helper, panel, attendee):
    ada = attendee()
    ada.ask(panel)
    signup = ada.signup(panel)["id"]
    type_in(helper, make(host))
    with later(minutes=89):
        then = clock.now()
    with later(minutes=92):
        assert helper.act("came", signup_id=signup, at=then).status_code == 200
    with later(minutes=110):
        assert helper.act("undo", signup_id=signup, at=then).status_code == 404


def test_a_new_code_puts_those_out_who_came_by_the_old_one(host, helper):
    old = make(host)
    type_in(helper, old)

    new = make(host)

    assert new != old
    assert not works(helper)
    assert type_in(helper, old).json["code"] == "wrong_door_code"
    assert type_in(helper, new).status_code == 200
    assert works(helper)


def test_a_code_that_is_ended_lets_nobody_in(host, helper):
    code = make(host)
    type_in(helper, code)

    assert host.phone.delete(f"{host.address}/door/code").status_code == 204

    assert not works(helper)
    assert type_in(helper, code).status_code == 404


def test_a_helper_works_the_door_and_nothing_else(host, helper, meeting, sign_in):
    elsewhere = a_panel(meeting, title="Elsewhere")
    type_in(helper, make(host))

    assert helper.change(seats=1000).status_code == 404
    assert helper.get("history").status_code == 404
    assert helper.get("door/code").status_code == 404
    assert AtPanel(helper.phone, helper.person, elsewhere).get("roster").status_code == 404


def test_nobody_guesses_codes_for_long(host, helper):
    replies = [type_in(helper, f"AAAAA{letter}").status_code for letter in "ACDEFGHJKLM"]

    assert replies == [404] * 10 + [429]
    assert type_in(helper, make(host)).status_code == 429


def test_the_code_is_not_kept_in_a_form_that_can_be_read(host, panel):
    code = make(host)

    with db.reading() as session:
        kept = session.execute(sa.select(DoorCode.digest, DoorCode.sealed)).one()
    assert all(code not in column for column in kept)
