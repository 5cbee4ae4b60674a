import threading
from dataclasses import replace

import pytest

from backend.core import db, jobs, seal
from backend.core.jobs import Job


@pytest.fixture
def done(app, settings, tmp_path, monkeypatch):
    """What a job of this test's own did, with the queue in a file as a server has it."""
    monkeypatch.setattr(jobs._Shop, "jobs", [])
    jobs.bind(replace(settings, jobs_path=str(tmp_path / "deep" / "jobs.db")))
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


def test_a_queue_that_cannot_be_reached_costs_the_reminder_and_nothing_else(done, settings, tmp_path, capsys):
    job = Job("make_tea", done.append, every=1)
    (tmp_path / "file").write_text("")
    jobs.bind(replace(settings, jobs_path=str(tmp_path / "file" / "jobs.db")))

    with db.writing() as session:
        job.soon(session)

    assert '"event": "job.not_reminded"' in capsys.readouterr().out


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
