"""Writers of one SQLite file take turns, and those who wait share one commit.

A durable commit costs a flush of the disk. While one writer works, others queue up; instead of a commit each, every
one works in a savepoint of the same transaction and the last of the queue commits for all. Nobody is told that their
write is stored before that commit: each waits for it. A writer that fails takes back its own savepoint only.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

MOST_TOGETHER = 64
LONGEST_TOGETHER = 0.05  # seconds from the first writer's begin to the commit
LEFT_ALONE = 1.0  # seconds after which a member looks whether the one who was to commit has been ended


class _Batch:
    """One transaction and those who wait for its commit."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.members = 0
        self.began = time.monotonic()
        self.stored = threading.Event()
        self.error: SQLAlchemyError | None = None

    def full(self) -> bool:
        return self.members >= MOST_TOGETHER or time.monotonic() - self.began > LONGEST_TOGETHER


class Turns:
    """The queue of writers. `begin` opens a connection with a transaction begun, or raises."""

    def __init__(self, begin: Callable[[], Connection]) -> None:
        self._begin = begin
        self._turn = threading.Lock()
        self._count = threading.Lock()
        self._waiting = 0
        self._batch: _Batch | None = None

    @contextmanager
    def take(self) -> Iterator[Session]:
        """A session for this writer's turn; leaving the block waits until its work is on disk.

        Raises:
            SQLAlchemyError: when the shared commit failed; then nothing of the batch is stored.
        """
        batch = self._enter()
        try:
            with Session(batch.connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
                yield session
                session.commit()
        except SQLAlchemyError as error:
            self._poison(batch, error)
            raise
        finally:
            self._leave(batch)
        while not batch.stored.wait(LEFT_ALONE):
            self._store_if_left(batch)
        if batch.error:
            raise batch.error

    def _enter(self) -> _Batch:
        self._wait_for_turn()
        if self._batch is None:
            try:
                self._batch = _Batch(self._begin())
            except BaseException:
                self._turn.release()
                raise
        self._batch.members += 1
        return self._batch

    def _wait_for_turn(self) -> None:
        with self._count:
            self._waiting += 1
        try:
            self._turn.acquire()
        finally:  # who is ended while waiting must not be waited for
            with self._count:
                self._waiting -= 1

    def _leave(self, batch: _Batch) -> None:
        others = False
        try:
            others = self._others_wait()
        finally:  # who is ended in between stores as well
            self._hand_on(batch, others=others)

    def _others_wait(self) -> bool:
        """Whether somebody is in the queue. A greenlet works without a pause, so who came meanwhile gets there now."""
        time.sleep(0)
        with self._count:
            return self._waiting > 0

    def _hand_on(self, batch: _Batch, *, others: bool) -> None:
        try:
            if not others or batch.full() or batch.error:
                self._store(batch)
        finally:
            self._turn.release()

    def _store_if_left(self, batch: _Batch) -> None:
        with self._turn:
            if self._batch is batch:
                self._store(batch)

    def _store(self, batch: _Batch) -> None:
        self._batch = None
        try:
            with batch.connection as connection:
                if batch.error is None:
                    connection.commit()
        except SQLAlchemyError as error:
            batch.error = batch.error or error
        finally:
            batch.stored.set()

    @staticmethod
    def _poison(batch: _Batch, error: SQLAlchemyError) -> None:
        """A full or failing disk makes SQLite drop the whole transaction: then nobody's work is there."""
        driver = batch.connection.connection.driver_connection
        if driver is None or not driver.in_transaction:
            batch.error = error
