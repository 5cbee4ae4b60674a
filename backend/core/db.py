"""The two doors to the database: `reading()` and `writing()`.

Nothing else opens a transaction. On SQLite a write is BEGIN IMMEDIATE, the writers of this process take turns and those
who wait share one commit (backend.core.turns); other
processes (worker, command line) are met with a short wait that yields to the other requests. On PostgreSQL a read
is one REPEATABLE READ snapshot and a write locks the rows it changes.
"""

import enum
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer, MetaData, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import JSON, TypeDecorator

from backend.core.errors import Busy
from backend.core.savepoints import Quick
from backend.core.turns import Turns

LONGEST_WAIT = 5.0  # seconds a write waits for another process, or for one lock of PostgreSQL's
SINGLE_WAIT = 0.02
LONGEST_FOR_A_CONNECTION = 3.0  # seconds until one of PostgreSQL's is free
registry.register("sqlite.quick", Quick.__module__, Quick.__name__)
# A server that vanished without a word is given up after some ten seconds, not after the system's hours.
SILENCE = {
    "connect_timeout": 3,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


class Moment(TypeDecorator[datetime]):
    """An aware UTC time, on SQLite too, where the column itself forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's form
        """Store in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's form
        """Read back aware."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def _values(words: type[enum.Enum]) -> list[str]:
    return [word.value for word in words]


class Base(DeclarativeBase):
    """Every table. Relationships must be asked for: each feature declares them `lazy="raise"`."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's form
        datetime: Moment,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[int]: JSON,
        list[list[int]]: JSON,
        list[dict[str, str]]: JSON,
        enum.Enum: Enum(enum.Enum, native_enum=False, length=20, values_callable=_values),
    }


class Numbered:
    """An id of our own; rows that clients may know are marked removed rather than deleted, so none comes again."""

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)


class Queue:
    """Those who want the same; it is there as long as anybody is in it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_fault: object) -> None:
        self._lock.release()


class _Doors:
    """The engine in use and its two ways in; the queues before what is hot."""

    queues: WeakValueDictionary[str, Queue] = WeakValueDictionary()  # noqa: RUF012 - one for the whole process

    engine: Engine | None = None
    reads: Engine | None = None
    turns: Turns | None = None


def bind(url: str) -> Engine:
    """Use the database at `url` (SQLite path or PostgreSQL); `postgres://` is understood."""
    if _Doors.engine is not None:
        _Doors.engine.dispose()
    _Doors.engine = _engine(url)
    _Doors.reads = _Doors.engine if _on_sqlite() else _Doors.engine.execution_options(isolation_level="REPEATABLE READ")
    _Doors.turns = Turns(_begin_write) if _on_sqlite() else None
    return _Doors.engine


def engine() -> Engine:
    """The engine in use.

    Raises:
        RuntimeError: when `bind` was not called.
    """
    if _Doors.engine is None:
        raise RuntimeError("No database is bound.")
    return _Doors.engine


def _engine(url: str) -> Engine:
    address = make_url(url.replace("postgres://", "postgresql://", 1))
    if address.get_backend_name() == "sqlite":
        waits = {"timeout": SINGLE_WAIT, "check_same_thread": False}
        address = address.set(drivername="sqlite+quick")
        made = create_engine(address, connect_args=waits, pool_size=20, hide_parameters=True)
        event.listen(made, "connect", _prepare_sqlite)
        event.listen(made, "begin", _begin_sqlite)
        return made
    made = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=10,
        max_overflow=20,
        pool_timeout=LONGEST_FOR_A_CONNECTION,
        pool_pre_ping=True,
        connect_args=SILENCE,
        hide_parameters=True,
    )
    event.listen(made, "connect", _prepare_postgresql)
    return made


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "mmap_size=268435456",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _prepare_postgresql(connection: DBAPIConnection, _record: object) -> None:
    # Not among the arguments of the connection: a pooler between us and the server would refuse it.
    connection.cursor().execute(f"SET lock_timeout = {int(LONGEST_WAIT * 1000)}")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


@contextmanager
def reading() -> Iterator[Session]:
    """One consistent look at the database; nothing is written."""
    with Session(_Doors.reads or engine(), expire_on_commit=False, autoflush=False) as session:
        yield session


@contextmanager
def writing(*, hot: str = "") -> Iterator[Session]:
    """One transaction, stored when the block has been left; effects registered by `after_commit` follow.

    `hot` names what many want to change at once (`panel:3`): on PostgreSQL those of this process then wait for each
    other here and not in the database, where each would hold a connection until there is none left for anybody.

    Raises:
        Busy: when another process holds the database for longer than five seconds.
    """
    with _queue(hot), _turn() as session:
        yield session
    for effect in session.info.pop("effects", ()):
        effect()


def _queue(hot: str) -> AbstractContextManager[object]:
    if not hot or _on_sqlite():
        return nullcontext()
    return _Doors.queues.setdefault(hot, Queue())


@contextmanager
def _turn() -> Iterator[Session]:
    if _Doors.turns is not None:
        with _Doors.turns.take() as session:
            yield session
        return
    with Session(engine(), expire_on_commit=False) as session:
        yield session
        session.commit()


def _begin_write() -> Connection:
    """A connection of SQLite's one writer; other processes are waited for with sleeps that yield."""
    give_up = time.monotonic() + LONGEST_WAIT
    connection = engine().connect().execution_options(writes=True)
    while True:
        try:
            connection.begin()
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > give_up:
                connection.close()
                raise Busy(retry_after=1) from error
            time.sleep(SINGLE_WAIT)
        else:
            return connection


def after_commit(session: Session, effect: Callable[[], None]) -> None:
    """Run `effect` once the transaction is safely stored; never when it is rolled back."""
    session.info.setdefault("effects", []).append(effect)


def has_one_writer() -> bool:
    """Whether writers take turns, so that none ever waits for a row of another."""
    return _on_sqlite()


def _on_sqlite() -> bool:
    return engine().dialect.name == "sqlite"
