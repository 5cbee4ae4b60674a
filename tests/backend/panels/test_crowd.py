"""A thousand people and forty seats, from four processes at once; and a process that dies in the middle."""

import json
import random
import subprocess
import sys
import time
from itertools import pairwise

import pytest
import sqlalchemy as sa

from backend.core import clock, db
from backend.panels.models import SignupChange
from backend.people.models import Person
from scripts import places
from tests.backend.panels.machine import check_no_seat_is_kept_from_the_line, check_nobody_was_overtaken
from tests.backend.panels.seats import check, check_seats, now, shown, signups
from tests.conftest import SECRET_KEY
from tests.factories import a_panel

PROCESSES = 4


def people(count):
    with db.writing() as session:
        made = [
            Person(name=f"Person {number}", email=f"crowd{number}@example.org", joined_at=clock.now())
            for number in range(count)
        ]
        session.add_all(made)
    return [person.id for person in made]


@pytest.fixture
def start(settings):
    """Start one process of the crowd."""
    started = []

    def one(panel, how, numbers):
        words = [settings.database_url, SECRET_KEY, panel.id, random.randrange(10**6), how, *numbers]
        command = [sys.executable, "-m", "tests.backend.panels.crowd", *map(str, words)]
        started.append(
            subprocess.Popen(
                command,
                cwd=places.ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env=places.environment(PYTHONPATH=str(places.ROOT)),
            )
        )
        return started[-1]

    yield one
    for process in started:
        process.kill()
        process.communicate()


def told(process, code=0):
    """What a process was answered, once it has come to its end."""
    out, wrong = process.communicate(timeout=110)
    assert process.returncode == code, wrong
    return [json.loads(line) for line in out.splitlines() if line.endswith("}")]


@pytest.mark.timeout(240)
def test_a_thousand_people_and_forty_seats_from_four_processes(meeting, start):
    panel, everybody = a_panel(meeting, seats=40), people(1000)
    random.shuffle(everybody)

    crowd = [start(panel, "ask", everybody[number::PROCESSES]) for number in range(PROCESSES)]
    answers = [answer for process in crowd for answer in told(process)]

    row = now(panel)
    assert len(answers) == 1000
    assert (row.seated, row.waiting, row.offered, row.leaving) == (40, 960, 0, 0)
    assert shown(panel)["line"] == [[41, 1000]]
    check(panel)
    check_seats(panel)
    check_nobody_was_overtaken(panel)
    check_order_of_arrival(panel, answers)


def check_order_of_arrival(panel, answers):
    """Numbers follow the clock, and whoever was answered before another asked stands before them."""
    by_number = sorted(answers, key=lambda answer: answer["number"])
    assert [answer["number"] for answer in by_number] == list(range(1, 1001))
    assert [answer["place"] for answer in by_number] == ["seated"] * 40 + ["waiting"] * 960
    stored = signups(panel)
    assert all(one.asked_at <= other.asked_at for one, other in pairwise(stored))
    with db.reading() as session:
        changes = session.execute(sa.select(SignupChange.number, SignupChange.now).order_by(SignupChange.id)).all()
    assert [change.number for change in changes] == list(range(1, 1001))
    latest_begin = 0.0
    for answer in by_number:
        assert answer["ended"] >= latest_begin
        latest_begin = max(latest_begin, answer["began"])


def test_an_order_that_is_not_that_of_arrival_is_noticed(meeting, attendee):
    answers = [{"number": n, "place": "seated", "began": -n, "ended": -n + 0.5} for n in range(1, 1001)]

    with pytest.raises(AssertionError):
        check_order_of_arrival(a_panel(meeting), answers)


@pytest.mark.timeout(240)
def test_what_was_acknowledged_stays_when_a_process_is_killed_in_the_middle(meeting, start):
    """F14: kill -9. What got no answer is there once or not at all, whole or not at all; the others notice nothing."""
    panel, everybody = a_panel(meeting, seats=40), people(400)
    doomed, others = everybody[:200], everybody[200:]

    crowd = [start(panel, "ask", doomed), start(panel, "ask", others[:100]), start(panel, "ask", others[100:])]
    time_of_death = random.randint(5, 150)
    while len(signups(panel)) < time_of_death and crowd[0].poll() is None:
        time.sleep(0.005)
    crowd[0].kill()

    answers = [*told(crowd[0], code=-9), *told(crowd[1]), *told(crowd[2])]
    stored = {one.person_id: (one.place, one.number) for one in signups(panel)}
    assert {one["person"]: (one["place"], one["number"]) for one in answers}.items() <= stored.items()
    assert set(others) <= set(stored)
    assert len(stored) < 400
    check(panel)
    check_seats(panel)
    check_nobody_was_overtaken(panel)
    for process in [start(panel, "ask", doomed)]:
        told(process)
    assert (len(signups(panel)), now(panel).seated) == (400, 40)
    check(panel)


@pytest.mark.timeout(300)
def test_people_and_a_host_do_everything_at_once(meeting, start, pytestconfig):
    """F14: thousands of acts mixed, capacity up and down meanwhile; no deadlock, nothing counted wrong."""
    panel, everybody = a_panel(meeting, seats=30), people(60)
    each = (pytestconfig.getoption("--fuzz") or 2000) // PROCESSES

    crowd = [start(panel, str(each), everybody) for _ in range(PROCESSES)]
    answers = [answer for process in crowd for answer in told(process)]

    assert len(answers) == each * PROCESSES
    assert sum("done" in answer for answer in answers) > each
    check(panel)
    check_seats(panel)
    check_nobody_was_overtaken(panel)
    check_no_seat_is_kept_from_the_line(panel, clock.now())
