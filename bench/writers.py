"""Fifty writers on one SQLite file: those who wait share a commit, against a commit each."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from statistics import quantiles

from sqlalchemy import update
from sqlalchemy.orm import Session

from backend.core import db
from backend.core.feed import Stream
from backend.migrations import upgrade
from bench.figures import Figure, Measured

WRITERS, SECONDS = 50, 5
GOAL = 200
STREAM = "bench:1"
Door = Callable[[], AbstractContextManager[Session]]


def measure(folder: Path) -> Measured:
    """Small durable writes a second (synchronous=FULL), and how long the slowest hundredth waited."""
    db.bind(f"sqlite:///{folder}/writers.db")
    upgrade()
    with db.writing() as session:
        session.add(Stream(name=STREAM))
    alone, alone_late = _run(_one_commit_each())
    shared, shared_late = _run(db.writing)
    return Measured(
        f"{WRITERS} writers on SQLite",
        f"`python -m bench writers`: {WRITERS} threads, {SECONDS} s each way, a write moves one counter and waits for "
        "the disk.",
        (
            Figure("a commit each, in turn", f"{alone:,.0f}/s, p99 {alone_late * 1000:.0f} ms"),
            Figure(
                "those who wait share a commit",
                f"{shared:,.0f}/s, p99 {shared_late * 1000:.0f} ms",
                f"at least {GOAL}/s, none refused",
                shared >= GOAL,
            ),
            Figure("gain", f"{shared / alone:.1f} x"),
        ),
    )


def _one_commit_each() -> Door:
    """The door as it would be with a lock and a commit of one's own."""
    turn = threading.Lock()

    @contextmanager
    def writing() -> Iterator[Session]:
        with (
            turn,
            db.engine().connect().execution_options(writes=True) as connection,
            connection.begin(),
            Session(connection, join_transaction_mode="create_savepoint") as session,
        ):
            yield session
            session.commit()

    return writing


def _run(door: Door) -> tuple[float, float]:
    give_up = time.monotonic() + SECONDS

    def write(_number: int) -> list[float]:
        took = []
        while (began := time.monotonic()) < give_up:
            with door() as session:
                session.execute(update(Stream).where(Stream.name == STREAM).values(head=Stream.head + 1))
            took.append(time.monotonic() - began)
        return took

    with ThreadPoolExecutor(WRITERS) as pool:
        took = [seconds for one in pool.map(write, range(WRITERS)) for seconds in one]
    return len(took) / SECONDS, quantiles(took, n=100)[-1]
