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
        connection = db.engine().raw_connection()
        connection.driver_connection.execute("VACUUM")  # free pages inside the file would do
        connection.close()
        with said_at_each_begin("PRAGMA max_page_count=1"):
            yield
        return
    sa.event.listen(db.engine(), "before_cursor_execute", _refuse, retval=True)
    yield
    sa.event.remove(db.engine(), "before_cursor_execute", _refuse)


@contextmanager
def nothing_can_be_written():
    """A disk that was mounted again for reading only."""
    if db.engine().dialect.name == "sqlite":
        with said_at_each_begin("PRAGMA query_only=ON"):
            yield
        return
    with a_full_disk():
        yield


@contextmanager
def said_at_each_begin(pragma):
    def say(connection):
        connection.exec_driver_sql(pragma)

    sa.event.listen(db.engine(), "begin", say)
    yield
    sa.event.remove(db.engine(), "begin", say)
    db.engine().dispose()


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


def test_somebody_who_was_away_for_hours_still_reads_while_nothing_can_be_written(desk):
    with time_machine.travel(clock.now() + timedelta(hours=2)), nothing_can_be_written():
        assert desk.patch("/api/me", json={"headline": "Nurse"}).status_code in {503, 507}
        assert desk.get("/api/me").status_code == 200
        assert desk.get("/api/meetings/2026/programme").status_code == 200
