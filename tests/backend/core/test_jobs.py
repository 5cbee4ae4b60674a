import pickle
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.core import db, jobs, seal
from backend.core.jobs import Job


@pytest.fixture(params=["file", "Redis"])
def queued(request, settings, tmp_path):
    """The settings of a server that has its queue there."""
    if request.param == "Redis":
        return replace(settings, redis_url=request.getfixturevalue("bell").url)
    return replace(settings, jobs_path=str(tmp_path / "deep" / "jobs.db"))


@pytest.fixture
def done(app, settings, queued, monkeypatch):
    """What a job of this test's own did."""
    monkeypatch.setattr(jobs._Shop, "jobs", [])
    jobs.bind(queued)
    yield []
    jobs.bind(settings)


def work_off():
    """Do what the queue holds, as the worker does."""
    while task := jobs.queue().dequeue():
        jobs.queue().execute(task)


def test_a_job_is_done_after_the_commit_that_asked_for_it(done, settings):
    job = Job("make_tea", done.append, every=1)

    with db.writing() as session:
        job.soon(session)
        work_off()
        assert done == []
    work_off()

    assert [given.public_url for given in done] == [settings.public_url]


def test_a_job_is_not_done_for_what_was_rolled_back(done):
    job = Job("make_tea", done.append, every=1)

    with pytest.raises(ZeroDivisionError), db.writing() as session:
        job.soon(session)
        1 / 0  # noqa: B018 - the fault
    work_off()

    assert done == []


def test_every_job_is_done_when_a_worker_starts(done):
    for name in ("make_tea", "bake_bread"):
        Job(name, lambda _, name=name: done.append(name), every=1)

    jobs.remind_all()
    work_off()

    assert done == ["make_tea", "bake_bread"]


def by_the_clock(at):
    """Remind of what is due by the clock, as a worker's scheduler does."""
    for task in jobs.queue().read_periodic(at):
        jobs.queue().enqueue(task)


def test_what_is_done_by_the_clock_is_done_by_one_of_two_workers(done, bell, settings):
    Job("make_tea", lambda _: done.append("tea"), every=5)
    Job("bake_bread", lambda _: done.append("bread"), every=30)

    for _ in range(2):
        jobs.bind(replace(settings, redis_url=bell.url))
        by_the_clock(datetime(2026, 11, 27, 10, 15, tzinfo=UTC))
    work_off()

    assert done == ["tea"]


def test_what_somebody_else_puts_into_the_queue_is_never_unpickled(done, bell, settings, tmp_path):
    Job("make_tea", done.append, every=1)
    jobs.bind(replace(settings, redis_url=bell.url))
    with bell.client() as client:
        client.lpush(jobs.queue().storage.queue_key, pickle.dumps(Tripwire(tmp_path / "tripped")))

    with pytest.raises(UnicodeDecodeError):
        jobs.queue().dequeue()

    assert not (tmp_path / "tripped").exists()


class Tripwire:
    """Whoever unpickles it makes this folder."""

    def __init__(self, folder):
        self.folder = folder

    def __reduce__(self):
        return Path.mkdir, (self.folder,)


def test_while_redis_is_away_nobody_waits_for_it_and_the_work_is_done(done, bell, settings, capsys):
    job = Job("make_tea", lambda _: done.append("tea"), every=1)
    jobs.bind(replace(settings, redis_url=bell.url))
    jobs.stand_in()
    assert done == []
    bell.stop()

    for _ in range(3):
        with db.writing() as session:
            job.soon(session)
    jobs.stand_in()

    assert done == ["tea"]
    assert capsys.readouterr().out.count('"event": "job.not_reminded"') == 1


def test_a_queue_that_cannot_be_reached_costs_the_reminder_and_nothing_else(done, settings, tmp_path, capsys):
    job = Job("make_tea", done.append, every=1)
    (tmp_path / "file").write_text("")
    jobs.bind(replace(settings, jobs_path=str(tmp_path / "file" / "jobs.db")))

    with db.writing() as session:
        job.soon(session)

    assert '"event": "job.not_reminded"' in capsys.readouterr().out


def test_what_is_done_aside_by_the_clock_keeps_nobody_waiting_either(done):
    going_on = threading.Event()
    Job("wait_for_strangers", lambda _: going_on.wait(10) and done.append("aside"), every=5, aside=True)
    Job("make_tea", lambda _: done.append("tea"), every=5)

    by_the_clock(datetime(2026, 11, 27, 10, 15, tzinfo=UTC))
    work_off()
    assert done == ["tea"]

    going_on.set()
    for thread in threading.enumerate():
        if thread.name == "wait_for_strangers":
            thread.join(10)
    assert done == ["tea", "aside"]


def test_what_is_done_aside_keeps_nobody_waiting_and_is_done_again_when_asked_meanwhile(done):
    going_on, begun = threading.Event(), threading.Semaphore(0)

    def wait(_settings):
        begun.release()
        assert going_on.wait(10)
        done.append("aside")

    aside, other = Job("wait_for_strangers", wait, every=5, aside=True), Job("make_tea", done.append, every=1)
    aside.remind()
    work_off()
    assert begun.acquire(timeout=10)
    aside.remind()
    other.remind()
    work_off()
    assert len(done) == 1

    going_on.set()
    assert begun.acquire(timeout=10)
    for thread in threading.enumerate():
        if thread.name == "wait_for_strangers":
            thread.join(10)
    assert done[1:] == ["aside", "aside"]


def test_a_service_reminds_a_job_by_its_name(done):
    Job("make_tea", done.append, every=1)

    with db.writing() as session:
        jobs.soon(session, "make_tea")
        jobs.soon(session, "nobody_knows")
    work_off()

    assert len(done) == 1


def test_what_was_sealed_opens_only_with_a_key_of_ours(app, settings):
    """S-84"""
    sealed = seal.seal("a secret")
    seal.bind(["a-newer-key-0123456789-abcdefghijklmnopqrst", settings.secret_key])
    assert seal.unseal(sealed) == "a secret"
    seal.bind(["a-newer-key-0123456789-abcdefghijklmnopqrst"])

    with pytest.raises(seal.Unreadable):
        seal.unseal(sealed)
