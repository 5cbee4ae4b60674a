"""A database whose disk is full says so; reading goes on."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from backend.core import clock, db
from tests.factories import a_meeting, an_organiser

FULL = "DO $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$"


@contextmanager
def a_full_disk():
    """SQLite may not take one page more; PostgreSQL says what it says when it cannot write."""
    if db.engine().dialect.name == "sqlite":
        name, listener = "begin", _no_page_more
    else:
        name, listener = "before_cursor_execute", _refuse
    options = {"retval": True} if listener is _refuse else {}
    sa.event.listen(db.engine(), name, listener, **options)
    yield
    sa.event.remove(db.engine(), name, listener)
    db.engine().dispose()


def _no_page_more(connection):
    connection.exec_driver_sql("PRAGMA max_page_count=1")


def _refuse(_connection, _cursor, statement, parameters, _context, _many):
    return (statement, parameters) if statement.startswith(("SELECT", "SAVEPOINT", "ROLLBACK")) else (FULL, ())


@pytest.fixture
def desk(sign_in):
    a_meeting()
    return sign_in(an_organiser())


def write(desk):
    """A text that no page of the database has room for."""
    return desk.post("/api/meetings/2026/sessions", json={"title": "Opening", "abstract": "warm words " * 2000})


def test_a_write_without_space_is_refused_in_words_and_works_again_with_space(desk):
    with a_full_disk():
        reply = write(desk)

    assert (reply.status_code, reply.json["code"]) == (507, "no_space")
    assert "no space left and nothing was changed" in reply.json["detail"]
    assert reply.headers["Retry-After"] == "60"
    assert write(desk).status_code == 201


def test_somebody_who_was_away_for_hours_still_reads_on_a_full_disk(desk):
    with time_machine.travel(clock.now() + timedelta(hours=2)), a_full_disk():
        assert desk.get("/api/me").status_code == 200
        assert desk.get("/api/meetings/2026/programme").status_code == 200
