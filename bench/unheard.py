"""What a change costs a writer when nobody listens: the same commit with the feed and without it."""

import time
from pathlib import Path
from statistics import median

from sqlalchemy.orm import Session

from backend.core import clock, db, feed
from backend.core.dispatcher import Dispatcher
from backend.migrations import upgrade
from backend.people.models import Person
from bench.figures import Figure, Measured

ROUNDS, WRITES = 9, 200
GOAL = 1.10


def measure(folder: Path) -> Measured:
    """Medians of the rounds, in which the two ways take turns; a dispatcher is told of every commit."""
    db.bind(f"sqlite:///{folder}/unheard.db")
    upgrade()
    with db.writing() as session:
        person = Person(name="Ada Example", email="ada@example.org", joined_at=clock.now())
        session.add(person)
        feed.touch(session, person, on="me:1")
    dispatcher = Dispatcher(lambda _stream, _body: 0, lambda _stream: 0)
    feed.rings(dispatcher.ring)
    dispatcher.start()
    rounds = [(_writes(person.id, heard=False), _writes(person.id, heard=True)) for _ in range(ROUNDS)]
    dispatcher.stop()
    without, beside = (median(took) for took in zip(*rounds, strict=True))
    times = beside / without
    return Measured(
        "A commit that nobody listens to",
        f"`python -m bench unheard`: {WRITES} durable commits of one changed row in turn, {ROUNDS} rounds each.",
        (
            Figure("without the feed", f"{without * 1000:.2f} ms"),
            Figure("with it", f"{beside * 1000:.2f} ms, {times:.2f} x", f"at most {GOAL:.2f} x", times <= GOAL),
        ),
    )


def _writes(person_id: int, *, heard: bool) -> float:
    """Seconds a commit."""
    began = time.perf_counter()
    for number in range(WRITES):
        with db.writing() as session:
            _write(session, person_id, str(number), heard=heard)
    return (time.perf_counter() - began) / WRITES


def _write(session: Session, person_id: int, headline: str, *, heard: bool) -> None:
    person = session.get_one(Person, person_id)
    person.headline = headline
    if heard:
        feed.touch(session, person, on=f"me:{person_id}")
