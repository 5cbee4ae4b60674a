"""The two doors to the database, under many hands."""

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from backend.app import bind
from backend.core import db, feed
from backend.core.errors import Busy
from backend.core.feed import Stream
from backend.meetings.models import Meeting
from tests.factories import a_meeting, a_room, an_organiser

ENDED_WHILE_WAITING = """
from gevent import monkey
monkey.patch_all()
import sys
import gevent
import sqlalchemy as sa
from backend.core import db

db.bind(sys.argv[1])
with db.engine().begin() as connection:
    connection.execute(sa.text("CREATE TABLE kept (name TEXT)"))

def write(name):
    with db.writing() as session:
        session.execute(sa.text("INSERT INTO kept VALUES (:name)"), {"name": name})
        gevent.sleep(0.03)

first = gevent.spawn(write, "first")
gevent.sleep(0.005)
second = gevent.spawn(write, "second")
gevent.sleep(0.005)
second.kill()
first.join(timeout=5)
with db.reading() as session:
    print(first.successful(), session.scalar(sa.text("SELECT group_concat(name) FROM kept")))
"""

TOGETHER = """
from gevent import monkey
monkey.patch_all()
import sys
import gevent
import sqlalchemy as sa
from backend.core import db

db.bind(sys.argv[1])
with db.engine().begin() as connection:
    connection.execute(sa.text("CREATE TABLE kept (name INTEGER)"))
commits = []
sa.event.listen(db.engine(), "commit", commits.append)

def write(name):
    with db.writing() as session:
        session.execute(sa.text("INSERT INTO kept VALUES (:name)"), {"name": name})

gevent.joinall([gevent.spawn(write, name) for name in range(40)], raise_error=True)
with db.reading() as session:
    print(session.scalar(sa.text("SELECT count(*) FROM kept")), len(commits))
"""


class Mishap(Exception):
    """Something went wrong in the middle."""


def head(name):
    with db.reading() as session:
        return feed.head_of(session, name)


def add_one(name):
    with db.writing() as session:
        stream = session.get(Stream, name, with_for_update=True)
        stream.head += 1


@pytest.fixture
def counter(app):
    with db.writing() as session:
        session.add(Stream(name="count:1", head=0))
    return "count:1"


def test_what_many_write_at_once_is_all_there(counter):
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: add_one(counter), range(200)))

    assert head(counter) == 200


def test_a_write_that_fails_takes_nobody_elses_with_it(counter):
    def sometimes(number):
        try:
            with db.writing() as session:
                session.get(Stream, counter, with_for_update=True).head += 1
                session.flush()
                if number % 3 == 0:
                    raise Mishap
        except Mishap:
            return 0
        return 1

    with ThreadPoolExecutor(16) as pool:
        stored = sum(pool.map(sometimes, range(120)))

    assert (stored, head(counter)) == (80, 80)


def test_what_is_acknowledged_is_on_disk(counter, settings):
    if not settings.database_url.startswith("sqlite"):
        with db.engine().connect() as connection:
            assert connection.scalar(sa.text("SHOW transaction_isolation")) == "read committed"
        return
    path = settings.database_url.removeprefix("sqlite:///")

    def write_and_look(_):
        add_one(counter)
        with sqlite3.connect(path) as other:
            return other.execute("SELECT head FROM stream WHERE name = ?", [counter]).fetchone()[0]

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(write_and_look, range(40)))

    assert min(seen) >= 1
    assert max(seen) == 40


def test_a_writer_ended_while_it_waits_leaves_nobody_waiting(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", ENDED_WHILE_WAITING, f"sqlite:///{tmp_path}/kept.db"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout == "True first\n"


def test_greenlets_that_write_at_once_share_commits(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", TOGETHER, f"sqlite:///{tmp_path}/kept.db"], capture_output=True, text=True, check=True
    )

    kept, commits = map(int, told.stdout.split())
    assert kept == 40
    assert commits < 10


def test_effects_follow_the_commit_and_never_a_failure(counter):
    heard = []
    with db.writing() as session:
        session.get(Stream, counter).head = 7
        db.after_commit(session, lambda: heard.append(head(counter)))
    with pytest.raises(Mishap), db.writing() as session:
        db.after_commit(session, lambda: heard.append("never"))
        raise Mishap

    assert heard == [7]


def test_a_look_sees_one_moment(counter):
    with db.reading() as session:
        before = feed.head_of(session, counter)
        writer = threading.Thread(target=add_one, args=[counter])
        writer.start()
        writer.join()
        session.expire_all()
        assert feed.head_of(session, counter) == before


def test_a_database_held_by_another_process_is_said_to_be_busy(counter, settings, monkeypatch):
    if not settings.database_url.startswith("sqlite"):
        return
    monkeypatch.setattr(db, "LONGEST_WAIT", 0.1)
    other = sqlite3.connect(settings.database_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(Busy):
        add_one(counter)

    other.execute("ROLLBACK")
    other.close()
    add_one(counter)
    assert head(counter) == 1


def test_a_record_held_by_somebody_else_is_said_to_be_busy_and_when_to_try_again(app, sign_in, settings, monkeypatch):
    monkeypatch.setattr(db, "LONGEST_WAIT", 0.1)
    bind(settings)
    organiser, meeting = sign_in(an_organiser()), a_meeting()

    with db.engine().connect().execution_options(writes=True) as other, other.begin():
        other.execute(sa.select(Meeting).where(Meeting.id == meeting.id).with_for_update())
        refused = organiser.patch(f"/api/meetings/{meeting.slug}", json={"name": "Renamed"})
    stored = organiser.patch(f"/api/meetings/{meeting.slug}", json={"name": "Renamed"})

    assert (refused.status_code, refused.json["code"]) == (503, "busy")
    assert int(refused.headers["Retry-After"]) > 0
    assert stored.json["name"] == "Renamed"


def test_numbers_of_a_stream_have_no_holes(app):
    meeting = a_meeting()
    with ThreadPoolExecutor(8) as pool:
        rooms = list(pool.map(lambda n: a_room(meeting, f"Room {n}").id, range(24)))

    with db.reading() as session:
        frame = feed.changes_since(session, f"meeting:{meeting.id}", 0)
    assert sorted(room["rev"] for room in frame["records"]["room"]) == list(range(2, 26))
    assert (len(set(rooms)), frame["head"]) == (24, 25)


def test_a_record_touched_twice_takes_one_number_and_stands_in_one_stream(app):
    room = a_room(a_meeting())
    stream = f"meeting:{room.meeting_id}"
    before = head(stream)
    with db.writing() as session:
        room = session.merge(room)
        feed.touch(session, room, room, on=stream)
        feed.touch(session, room, on=stream)
        with pytest.raises(ValueError, match="another stream"):
            feed.touch(session, room, on="me:1")

    assert (head(stream), room.rev) == (before + 1, before + 1)
