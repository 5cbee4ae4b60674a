"""Who hears a roster: hosts, organisers and helpers, and each of them no longer than they may."""

from datetime import timedelta

import pytest
import requests
import sqlalchemy as sa

from backend.core import clock, db
from backend.panels.models import Panel
from schemas.words import Role
from tests.backend.panels.hosts import let_host
from tests.factories import a_device, a_meeting, a_panel, a_person, an_organiser


@pytest.fixture
def panel(app):
    return a_panel(a_meeting(), starts_in=timedelta(minutes=5))


def ask(server, method, path, person, **body):
    reply = requests.request(
        method,
        f"{server}{path}",
        cookies={"fireside": a_device(person)},
        headers={"Origin": server},
        timeout=10,
        **({"json": body} if body else {}),
    )
    reply.raise_for_status()
    return reply


@pytest.fixture
def organiser(app):
    return an_organiser()


@pytest.fixture
def helper(server, panel, organiser):
    """Somebody who typed the door's code."""
    person = a_person("Heidi Helper")
    code = ask(server, "post", f"/api/panels/{panel.id}/door/code", organiser).json()["code"]
    ask(server, "post", "/api/door", person, code=code)
    return person


def hear(connect, person, panel):
    phone = connect(person)
    assert phone.open(f"roster:{panel.id}")["ok"]
    return phone


def put_out_of(phone, panel, *, seconds):
    assert phone.wait_for("out", seconds=seconds) == {"stream": f"roster:{panel.id}", "code": "not_found"}
    assert not phone.open(f"roster:{panel.id}")["ok"]


def test_a_helper_hears_the_roster_once_the_code_is_typed(server, connect, panel, helper):
    phone, other = hear(connect, helper, panel), a_person("Otto Other")
    assert not connect(other).open(f"roster:{panel.id}")["ok"]

    ask(server, "post", f"/api/panels/{panel.id}/signups", other, client_id="12345678-1234-1234-1234-123456789abc")

    [entry] = phone.wait_for("changes")["records"]["roster"]
    assert (entry["name"], entry["place"]) == ("Otto Other", "seated")


def test_a_helper_is_put_out_at_once_when_the_code_is_replaced(server, connect, panel, organiser, helper):
    phone = hear(connect, helper, panel)

    ask(server, "post", f"/api/panels/{panel.id}/door/code", organiser)

    put_out_of(phone, panel, seconds=3)
    assert phone.open(f"me:{helper.id}")["ok"]


def test_a_helper_is_put_out_when_the_code_is_ended(server, connect, panel, organiser, helper):
    phone = hear(connect, helper, panel)

    ask(server, "delete", f"/api/panels/{panel.id}/door/code", organiser)

    put_out_of(phone, panel, seconds=3)


def test_a_helper_is_put_out_when_the_panel_ends_and_a_host_is_not(connect, panel, organiser, helper):
    phone, host = hear(connect, helper, panel), hear(connect, organiser, panel)

    with db.writing() as session:
        ends = clock.now() + timedelta(seconds=1)
        session.execute(sa.update(Panel).where(Panel.id == panel.id).values(ends_at=ends))

    put_out_of(phone, panel, seconds=12)
    assert host.all("out") == []


def test_a_host_who_is_taken_off_is_put_out_at_once(server, connect, panel, organiser):
    host = a_person("Hal Host", Role.HOST)
    let_host(host, panel)
    phone = hear(connect, host, panel)

    ask(server, "delete", f"/api/panels/{panel.id}/hosts/{host.id}", organiser)

    put_out_of(phone, panel, seconds=3)


def test_a_host_who_loses_the_role_is_put_out_at_once(server, connect, panel, organiser):
    host = a_person("Hal Host", Role.HOST)
    let_host(host, panel)
    phone = hear(connect, host, panel)

    ask(server, "delete", f"/api/members/{host.id}/roles/host", organiser)

    put_out_of(phone, panel, seconds=3)


def test_two_doors_see_each_others_arrivals(server, connect, panel, organiser, helper):
    ada = a_person("Ada Example")
    ask(server, "post", f"/api/panels/{panel.id}/signups", ada, client_id="12345678-1234-1234-1234-123456789abc")
    phone = hear(connect, organiser, panel)
    entry = ask(server, "get", f"/api/panels/{panel.id}/roster", helper).json()["records"]["roster"][0]

    answer = ask(
        server,
        "post",
        f"/api/panels/{panel.id}/door/came",
        helper,
        client_id="12345678-1234-1234-1234-123456789abd",
        at=clock.now().isoformat(),
        signup_id=entry["id"],
    ).json()

    assert phone.wait_for("changes")["records"]["roster"] == [answer["entry"]]
    assert answer["entry"]["place"] == "came"
