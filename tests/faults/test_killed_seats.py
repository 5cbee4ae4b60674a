"""F14: the process that serves is killed while people sign up, leave and take it back; no seat is lost or doubled."""

import random
import threading
import time
from uuid import uuid4

import pytest
import requests
import sqlalchemy as sa

from backend import tables
from backend.core import db, seal
from backend.panels.models import Panel
from tests.backend.panels.machine import check_nobody_was_overtaken
from tests.backend.panels.seats import check, check_seats, signups
from tests.conftest import SECRET_KEY
from tests.faults.installation import Desk, children, wait_until

PEOPLE = 16
SECONDS_BETWEEN = 0.3, 1.4  # so that nobody is told that it was a lot at once
# What may have become of an acknowledged place without its person, by the clock or because somebody else left.
BECOMES = {"waiting": {"waiting", "offered", "declined"}, "offered": {"offered", "declined"}}


@pytest.fixture
def installation(install):
    one = install()
    one.start("web", "worker")
    yield one
    one.stop()


@pytest.fixture
def panel(installation):
    """The demo's panel with the most seats, made so small that a line forms."""
    assert tables.ALL
    db.bind(f"sqlite:///{installation.database}")
    seal.bind([SECRET_KEY])  # the tickets that are looked at here are not compared
    with db.writing() as session:
        found = session.scalars(sa.select(Panel).order_by(Panel.seats.desc())).first()
        found.seats, found.reserved_first_timer = found.seated + PEOPLE // 2, 0
    return found


class Somebody:
    """One of the demo's people, tapping; `told` is the last answer, None when the last request got none."""

    def __init__(self, installation, person_id, panel):
        self.desk, self.panel, self.person_id = Desk(installation), panel, person_id
        self.desk.post("/api/demo/sign-in", json={"person_id": person_id})
        self.told, self.answered, self.wrong = None, 0, []

    def tap(self):
        path = f"/api/panels/{self.panel.id}/signups"
        method, path, body = random.choice(
            [
                ("POST", path, {"client_id": str(uuid4())}),
                ("POST", path, {"client_id": str(uuid4())}),
                ("DELETE", f"{path}/mine", None),
                ("POST", f"{path}/mine/undo", None),
                ("POST", f"{path}/mine/answer", {"accept": True}),
            ]
        )
        try:
            reply = self.desk.request(method, path, **({"json": body} if body else {}))
        except requests.RequestException:
            self.told = None
            return
        if reply.status_code < 300:
            self.told, self.answered = reply.json(), self.answered + 1
        elif reply.status_code not in {404, 409, 429, 503}:
            self.wrong.append(reply.text)

    def go_on(self, over):
        while not over.is_set():
            self.tap()
            time.sleep(random.uniform(*SECONDS_BETWEEN))


def test_no_seat_is_lost_or_given_twice_when_the_process_that_serves_is_killed(installation, panel):
    invented = Desk(installation).get("/api/demo/people").json()
    people = [Somebody(installation, one["id"], panel) for one in invented[-PEOPLE:]]
    over = threading.Event()
    hands = [threading.Thread(target=who.go_on, args=[over]) for who in people]
    for hand in hands:
        hand.start()
    for _ in range(3):
        before = sum(who.answered for who in people)
        wait_until(lambda before=before: sum(who.answered for who in people) > before + 2 * PEOPLE, longest=40)
        (serving,) = children(installation.running["web"].pid)
        installation.kill_one(serving)
    wait_until(lambda: all(who.told is not None for who in people) or sum(who.answered for who in people) > 400, 40)
    over.set()
    for hand in hands:
        hand.join()

    assert [who.wrong for who in people if who.wrong] == []
    assert installation.is_sound()
    check(panel)
    check_seats(panel)
    check_nobody_was_overtaken(panel)
    stored = {one.person_id: one for one in signups(panel)}
    for who in people:
        if who.told is not None:
            stands = stored[who.person_id]
            assert stands.place in BECOMES.get(who.told["place"], {who.told["place"]})
            assert stands.number == who.told["number"]
