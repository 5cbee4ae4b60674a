"""A panel that fills: the phones that watch it end with what the database holds; the roster is heard by its hosts."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
import requests

from backend.core import clock, db
from backend.panels.models import PanelHost
from schemas.words import Role
from tests.backend.panels.seats import check, now, shown
from tests.factories import a_device, a_meeting, a_panel, a_person

PEOPLE, SEATS = 60, 20


def tap(server, panel, token):
    reply = requests.post(
        f"{server}/api/panels/{panel.id}/signups",
        json={"client_id": str(uuid4())},
        cookies={"fireside": token},
        headers={"Origin": server},
        timeout=30,
    )
    assert reply.status_code == 201, reply.text
    return reply.json()


def panel_heard_until(phone, head):
    """The panel as the phone has it once it has heard everything up to `head`."""
    phone.until(lambda: any(frame["head"] >= head for frame in phone.all("changes")))
    return [row for frame in phone.all("changes") for row in frame["records"].get("panel", ())][-1]


def test_the_counter_on_a_watching_phone_is_the_databases_when_the_dust_settles(server, connect):
    panel = a_panel(a_meeting(), seats=SEATS)
    tokens = [a_device(a_person(f"Person {number}")) for number in range(PEOPLE)]
    phone = connect()
    phone.open(f"meeting:{panel.meeting_id}")

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda token: tap(server, panel, token), tokens))

    heard = panel_heard_until(phone, now(panel).rev)
    assert heard == shown(panel)
    assert (heard["seated"], heard["waiting"], heard["free"]) == (SEATS, PEOPLE - SEATS, 0)
    assert sorted(answer["number"] for answer in answers) == list(range(1, PEOPLE + 1))
    check(panel)


def test_the_person_hears_of_their_seat_on_their_other_phone(server, connect):
    panel, ada = a_panel(a_meeting()), a_person()
    phone = connect(ada)
    phone.open(f"me:{ada.id}")

    told = tap(server, panel, a_device(ada))

    [heard] = phone.wait_for("changes")["records"]["signup"]
    assert heard == {name: value for name, value in told.items() if name != "position"}


@pytest.mark.parametrize(
    ("roles", "hosts", "opens"),
    [
        ((), False, False),
        ((Role.MODERATOR,), False, False),
        ((Role.HOST,), True, True),
        ((Role.ORGANISER,), False, True),
    ],
)
def test_the_roster_is_heard_by_the_panels_hosts_and_the_organisers_only(connect, roles, hosts, opens):
    panel, reader = a_panel(a_meeting()), a_person("Rhea Reader", *roles)
    if hosts:
        with db.writing() as session:
            session.add(PanelHost(panel_id=panel.id, person_id=reader.id, at=clock.now()))

    answer = connect(reader).open(f"roster:{panel.id}")

    assert answer["ok"] is opens
    if not opens:
        assert answer["problem"]["code"] == "not_found"


def test_a_host_hears_nothing_of_another_hosts_panel(connect):
    mine, theirs = a_panel(a_meeting()), a_panel(a_meeting("2025"))
    host = a_person("Hal Host", Role.HOST)
    with db.writing() as session:
        session.add(PanelHost(panel_id=mine.id, person_id=host.id, at=clock.now()))
    phone = connect(host)

    assert phone.open(f"roster:{mine.id}")["ok"]
    assert not phone.open(f"roster:{theirs.id}")["ok"]
    assert not phone.open("roster:999999")["ok"]
