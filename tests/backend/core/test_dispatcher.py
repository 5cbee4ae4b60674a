"""Those who hear a stream are told of every change, in order, once, and without a gap."""

import json
import random
import threading
import time
from itertools import pairwise

import pytest

from backend.core import db, feed
from backend.core.dispatcher import Dispatcher
from backend.meetings import service
from tests.factories import a_meeting, a_person, a_room


class Hall:
    """Everybody who hears, with what they were told: a list of frames each."""

    def __init__(self) -> None:
        self.heard: dict[str, dict[str, list]] = {}
        self.lock = threading.Lock()
        self.dispatcher = Dispatcher(self.send, self.count, sweep=lambda: 0.05)

    def send(self, stream: str, body: bytes) -> int:
        with self.lock:
            hearers = list(self.heard.get(stream, {}).values())
            for frames in hearers:
                frames.append(json.loads(body))
        return len(hearers)

    def count(self, stream: str) -> int:
        return len(self.heard.get(stream, {}))

    def open(self, name: str, stream: str, since: int = 0) -> list:
        """Open the stream; the answer is the first of what this hearer was told."""
        frames: list = []

        def join() -> None:
            with self.lock:
                self.heard.setdefault(stream, {})[name] = frames

        answer = self.dispatcher.open(stream, since, join)
        frames.insert(0, json.loads(answer))
        return frames

    def leave(self, name: str, stream: str) -> None:
        with self.lock:
            del self.heard[stream][name]


@pytest.fixture
def hall(app):
    hall = Hall()
    feed.rings(hall.dispatcher.ring)
    hall.dispatcher.start()
    yield hall
    hall.dispatcher.stop()
    feed._listeners.remove(hall.dispatcher.ring)


@pytest.fixture
def deaf_hall(app):
    """A dispatcher that hears no bell."""
    hall = Hall()
    hall.dispatcher.start()
    yield hall
    hall.dispatcher.stop()


def until(what, seconds=10):
    give_up = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < give_up
        time.sleep(0.005)


def known(frames) -> dict:
    """The records a phone shows that took these frames in."""
    records = {}
    for frame in frames:
        if frame["reset"]:
            records.clear()
        for kind, rows in frame["records"].items():
            for row in rows:
                records[kind, row["id"]] = row
    return {key: row for key, row in records.items() if "removed" not in row}


def as_it_is(stream) -> dict:
    with db.reading() as session:
        return known([feed.changes_since(session, stream, 0)])


def is_contiguous(frames) -> bool:
    return all(later["since"] == earlier["head"] for earlier, later in pairwise(frames))


def rename(meeting, name):
    with db.writing() as session:
        service.change_meeting(session, None, meeting.slug, {"name": name})


def test_a_change_is_told_to_everybody_who_hears(hall):
    meeting = a_meeting()
    first, second = (hall.open(name, f"meeting:{meeting.id}") for name in "ab")

    rename(meeting, "Renamed")
    until(lambda: len(first) == len(second) == 2)

    assert first[1] == second[1]
    assert first[1]["records"]["meeting"][0]["name"] == "Renamed"
    assert is_contiguous(first)


def test_who_opens_with_what_they_know_is_told_only_what_is_new(hall):
    meeting = a_meeting()
    stream = f"meeting:{meeting.id}"
    head = hall.open("first", stream)[0]["head"]
    room = a_room(meeting)

    frames = hall.open("second", stream, since=head)

    assert (frames[0]["since"], frames[0]["reset"]) == (head, False)
    assert [row["id"] for row in frames[0]["records"]["room"]] == [room.id]


def test_who_knows_a_number_that_the_stream_never_reached_begins_anew(hall):
    meeting = a_meeting()

    assert hall.open("ahead", f"meeting:{meeting.id}", since=1000)[0]["reset"]


def test_a_change_that_no_bell_announced_is_found(deaf_hall):
    meeting = a_meeting()
    frames = deaf_hall.open("first", f"meeting:{meeting.id}")

    rename(meeting, "Renamed")
    until(lambda: len(frames) == 2)

    assert frames[1]["records"]["meeting"][0]["name"] == "Renamed"


def test_a_stream_nobody_hears_any_more_is_let_go(deaf_hall):
    stream = f"meeting:{a_meeting().id}"
    deaf_hall.open("first", stream)

    deaf_hall.leave("first", stream)

    until(lambda: not deaf_hall.dispatcher.hears(stream))


def test_a_stream_that_never_had_a_change_is_heard_like_any_other_and_keeps_nobody_busy(deaf_hall, monkeypatch):
    looks = []
    look = feed.heads_of
    monkeypatch.setattr(feed, "heads_of", lambda *given: looks.append(1) or look(*given))

    frames = deaf_hall.open("first", f"me:{a_person().id}")
    time.sleep(0.5)

    assert [(frame["head"], frame["records"]) for frame in frames] == [(0, {})]
    assert 1 <= len(looks) <= 20


def test_a_thousand_phones_that_missed_the_same_cost_one_look(hall, monkeypatch):
    meeting = a_meeting()
    stream = f"meeting:{meeting.id}"
    head = hall.open("first", stream)[0]["head"]
    a_room(meeting)
    until(lambda: hall.heard[stream]["first"][-1]["head"] == head + 1)
    looks = []
    look = feed.changes_since
    monkeypatch.setattr(feed, "changes_since", lambda *given, **named: looks.append(1) or look(*given, **named))

    answers = [hall.open(f"phone {number}", stream, since=head)[0] for number in range(1000)]

    assert all(answer == answers[0] for answer in answers)
    assert len(looks) <= 1


def test_more_than_a_page_of_changes_is_told_in_several_frames_and_nothing_begins_anew(hall, monkeypatch):
    monkeypatch.setattr(feed, "PAGE", 10)
    meeting = a_meeting()
    stream = f"meeting:{meeting.id}"
    frames = hall.open("first", stream)
    with db.writing() as session:
        from backend.programme import service as programme
        from schemas.words import Subject

        for number in range(45):
            programme.create_part(session, None, meeting.slug, Subject.ROOM, {"name": f"Room {number}"})

    until(lambda: known(frames) == as_it_is(stream))

    assert is_contiguous(frames)
    assert not any(frame["reset"] for frame in frames[1:])
    assert max(frame["head"] - frame["since"] for frame in frames[1:]) == 10


def test_while_the_database_is_away_nothing_is_lost(hall, monkeypatch):
    meeting = a_meeting()
    frames = hall.open("first", f"meeting:{meeting.id}")
    away = threading.Event()
    away.set()
    look = feed.changes_since

    def sometimes(*given, **named):
        if away.is_set():
            raise OSError
        return look(*given, **named)

    monkeypatch.setattr(feed, "changes_since", sometimes)
    rename(meeting, "Renamed")
    time.sleep(0.3)
    away.clear()

    until(lambda: len(frames) == 2)
    assert frames[1]["records"]["meeting"][0]["name"] == "Renamed"
    assert hall.dispatcher.alive()


def write_a_while(meeting, writer, chance):
    for turn in range(15):
        time.sleep(chance.random() * 0.01)
        if turn % 5 == 4:
            a_room(meeting, f"Room {writer} {turn}")
        else:
            rename(meeting, f"Name {writer} {turn}")


def come_and_go(hall, stream, phone, told, chance):
    """Open the stream, hear a while and leave, several times; the last time it stays."""
    for _turn in range(7):
        heard = hall.open(phone, stream, since=told[-1]["head"] if told else 0)
        time.sleep(chance.random() * 0.01)
        hall.leave(phone, stream)
        told += heard
    heard = hall.open(phone, stream, since=told[-1]["head"])
    with hall.lock:
        told += heard
        hall.heard[stream][phone] = told


@pytest.mark.parametrize("seed", range(12))
def test_however_writes_openings_and_leavings_fall_together_everybody_ends_with_what_a_reload_shows(hall, seed):
    chance = random.Random(seed)
    meetings = [a_meeting(slug) for slug in ("one", "other")]
    streams = [f"meeting:{meeting.id}" for meeting in meetings]
    told = {f"phone {number}": [] for number in range(4)}
    heard = list(zip(streams * 2, told.items(), strict=True))
    pairs = [(meeting, writer) for meeting in meetings for writer in "ab"]
    writers = [threading.Thread(target=write_a_while, args=(*pair, chance)) for pair in pairs]
    phones = [threading.Thread(target=come_and_go, args=(hall, stream, *one, chance)) for stream, one in heard]
    for thread in (*writers, *phones):
        thread.start()
    for thread in (*writers, *phones):
        thread.join()

    with db.reading() as session:
        heads = feed.heads_of(session, streams)
    until(lambda: all(frames[-1]["head"] == heads[stream] for stream, (_, frames) in heard))
    assert all(is_contiguous(frames) for frames in told.values())
    assert all(known(frames) == as_it_is(stream) for stream, (_, frames) in heard)


def test_of_many_streams_that_one_commit_moves_those_that_most_hear_are_told_first(hall, monkeypatch):
    people, meeting = [a_person(f"Person {number}") for number in range(40)], a_meeting()
    for person in people:
        hall.open("phone", f"me:{person.id}")
    for phone in ("first", "second"):
        hall.open(phone, f"meeting:{meeting.id}")
    order = []
    send = hall.dispatcher._send
    monkeypatch.setattr(hall.dispatcher, "_send", lambda stream, body: order.append(stream) or send(stream, body))

    with db.writing() as session:
        for person in people:
            feed.touch(session, session.merge(person, load=False), on=f"me:{person.id}")
        service.change_meeting(session, None, meeting.slug, {"name": "Renamed"})

    until(lambda: len(order) == len(people) + 1)
    assert order[0] == f"meeting:{meeting.id}"
    assert all(is_contiguous(hall.heard[stream]["phone"]) for stream in order[1:])


def test_who_knows_more_than_was_told_is_not_sent_back(app, monkeypatch):
    monkeypatch.setattr(feed, "PAGE", 3)
    hall, meeting = Hall(), a_meeting()
    stream = f"meeting:{meeting.id}"
    hall.open("early", stream)
    for number in range(8):
        a_room(meeting, f"Room {number}")
    with db.reading() as session:
        head = feed.head_of(session, stream)

    answer = hall.open("from the page", stream, since=head)[0]

    assert (answer["since"], answer["head"], answer["reset"]) == (head, head, False)


def test_a_mark_of_a_stream_that_nobody_hears_any_more_is_let_go(app):
    dispatcher = Hall().dispatcher
    dispatcher._dirty["meeting:1"] = 0.0

    dispatcher._turn()

    assert dispatcher._idle_for() > 0
