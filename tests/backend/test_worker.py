"""The worker as a supervisor runs it: a process of its own."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from backend.app import bind
from backend.core import db, jobs, mail
from backend.migrations import upgrade
from backend.panels.models import SignupChange
from backend.panels.service import signing_up
from backend.panels.service.signing_up import Ask
from schemas.words import Place
from tests.backend.panels.seats import check, signups
from tests.factories import a_meeting, a_panel, a_person
from tests.mail_server import a_mail_server


@pytest.fixture
def mail_server():
    with a_mail_server() as server:
        yield server


def pytest_generate_tests(metafunc):
    """As it is deployed: a queue in a file beside SQLite, one in Redis beside PostgreSQL."""
    chosen = any(mark.args[0] == "installation" for mark in metafunc.definition.iter_markers("parametrize"))
    if "installation" in metafunc.fixturenames and not chosen:
        grown = metafunc.config.getoption("--database") == "postgresql"
        metafunc.parametrize("installation", ["Redis" if grown else "file"], indirect=True)


@pytest.fixture
def installation(request, app, settings, new_database, tmp_path, mail_server):
    """An installation of its own, which another process can work for: beside its queue, or on another machine."""
    redis_url = request.getfixturevalue("bell").url if request.param == "Redis" else ""
    jobs_path = str(tmp_path / "jobs.db")
    database, mail_url = new_database(), mail_server.url
    other = replace(settings, database_url=database, jobs_path=jobs_path, mail_url=mail_url, redis_url=redis_url)
    bind(other)
    upgrade()
    yield other
    bind(settings)


@contextmanager
def working(installation, folder):
    """A running worker that has this folder to itself, told to stop at the end if it has not been."""
    environment = os.environ | {
        "DATABASE_URL": installation.database_url,
        "JOBS_PATH": str(folder / "other.db") if installation.redis_url else installation.jobs_path,
        "REDIS_URL": installation.redis_url,
        "PUBLIC_URL": installation.public_url,
        "SECRET_KEY": installation.secret_key,
        "MAIL_URL": installation.mail_url,
    }
    with subprocess.Popen(
        [sys.executable, "-m", "backend.worker"], env=environment, stdout=subprocess.PIPE, text=True
    ) as running:
        assert "worker.ready" in running.stdout.readline()
        yield running
        running.kill()


@pytest.fixture
def worker(installation, tmp_path):
    with working(installation, tmp_path) as running:
        yield running


def post(to):
    with db.writing() as session:
        mail.post(session, to=to, subject="A letter", text="Good morning", useful_for=timedelta(hours=1))


def seconds_until(true, longest=10.0):
    began = time.monotonic()
    while not true():
        if time.monotonic() - began > longest:
            pytest.fail("It did not happen.")
        time.sleep(0.05)
    return time.monotonic() - began


def test_a_letter_leaves_within_seconds_of_its_commit(worker, mail_server):
    post("ada@example.org")

    assert seconds_until(lambda: mail_server.taken) < 4


def test_what_became_due_while_no_worker_ran_is_done_when_it_starts(installation, mail_server, request):
    post("ada@example.org")
    request.getfixturevalue("worker")

    assert seconds_until(lambda: mail_server.taken) < 4


def test_what_was_asked_for_while_the_worker_was_dead_is_done_once_by_the_next(
    worker, mail_server, installation, tmp_path
):
    worker.kill()
    worker.wait()
    post("ada@example.org")
    assert jobs.queue().pending_count() > 0

    with working(installation, tmp_path), working(installation, tmp_path):
        seconds_until(lambda: mail_server.taken and not jobs.queue().pending_count())

    assert len(mail_server.taken) == 1


@pytest.mark.parametrize("installation", ["Redis"], indirect=True)
def test_letters_leave_while_redis_is_away(worker, mail_server, bell):
    bell.stop()
    post("ada@example.org")

    assert seconds_until(lambda: mail_server.taken, longest=20) < 15
    worker.kill()
    assert "Traceback" not in worker.stdout.read()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_stops_cleanly_when_it_is_told_to(worker, number):
    began = time.monotonic()
    worker.send_signal(number)

    assert worker.wait(timeout=10) == 0
    assert time.monotonic() - began < 5


def test_what_the_clock_makes_due_at_a_panel_is_done_by_a_worker_that_nobody_reminds(worker):
    """The seat that was given up goes on once its time is over, and not before."""
    panel, ada, ben = a_panel(a_meeting(), seats=1), a_person("Ada A"), a_person("Ben B")
    with db.writing() as session:
        for who in (ada, ben):
            signing_up.sign_up(session, who.id, panel.id, Ask(str(uuid4())))
        held_until = signing_up.leave(session, ada.id, panel.id).held_until

    def offered():
        return [one for one in signups(panel) if one.place is Place.OFFERED]

    seconds_until(offered, longest=40)

    assert offered()[0].person_id == ben.id
    with db.reading() as session:
        made_at = session.scalar(sa.select(SignupChange.at).where(SignupChange.now == Place.OFFERED))
    assert made_at >= held_until
    check(panel)
