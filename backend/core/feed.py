"""Records in streams: every change takes the next number of its stream, and "changes since N" is one query a kind.

A stream is a named, ordered scope of change (`meeting:3`, `me:7`) with a counter in the database. A record's `rev`
is that counter when the record last changed. Both move in the transaction that changes the record, so commit order
is counter order and there are no holes (`touch` collects; the numbers are taken just before the commit, streams in
name order, so that two writers never wait for each other crosswise).

A feature says in its `live.py` which records a sort of stream carries, and who may open it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol

from marshmallow import Schema, fields
from sqlalchemy import BigInteger, String, TextClause, bindparam, event, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend.core import db
from backend.core.db import Base
from schemas.base import RecordSchema
from schemas.live import FrameSchema, Records
from schemas.words import Role

PAGE = 500  # who is further behind than this is answered with the latest state
LONGEST_NUMBER = 16  # digits of an id
VISITORS = 0  # in the place of a person's id: everybody who is not signed in


class Stream(Base):
    """A stream and the number of its newest change."""

    __tablename__ = "stream"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    head: Mapped[int] = mapped_column(BigInteger, default=0)


class Record:
    """A row that clients keep: `rev` in its stream, and a tombstone's time once it is removed."""

    rev: Mapped[int] = mapped_column(BigInteger, default=0)
    removed_at: Mapped[datetime | None]


class Row(Protocol):
    """What a frame needs to know of a record."""

    id: Any
    rev: Any
    removed_at: Any


Changed = Callable[[Session, int, int], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record on one kind of stream: its contract and its "changes since"."""

    name: str
    shape: type[RecordSchema]
    schema: Schema
    changed: Changed


class Reader(Protocol):
    """Who wants to hear a stream."""

    @property
    def id(self) -> int:
        """The person's id."""

    @property
    def name(self) -> str:
        """Their name; empty before they gave it."""

    @property
    def roles(self) -> frozenset[Role]:
        """The roles they hold."""

    @property
    def device_id(self) -> int:
        """The device they are signed in on."""


MayOpen = Callable[[Session, Reader | None, int], bool]


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of stream and who may open one of it; the reader is None for a visitor.

    `public`: everybody gets the same answer, so it is asked once while the stream is heard. `together`: those who
    hear it see how many they are, and who types. `lapses`: the right to it may end by the clock alone, so that those
    who hear one are looked at every few seconds.
    """

    may_open: MayOpen
    public: bool = False
    together: bool = False
    lapses: bool = False


_kinds: dict[str, dict[str, Kind]] = {}
_sorts: dict[str, Sort] = {}
_listeners: list[Callable[[Mapping[str, int]], None]] = []
_watchers: list[Callable[[int], None]] = []


def carries(stream: str, kind: str, schema: type[RecordSchema], *, changed: Changed) -> None:
    """Declare that streams named `<stream>:<id>` carry `kind`; `changed(session, id, since)` gives rev order."""
    _kinds.setdefault(stream, {})[kind] = Kind(kind, schema, schema(), changed)


def stream(sort: str, *, may_open: MayOpen, public: bool = False, together: bool = False, lapses: bool = False) -> None:
    """Declare who may open the streams named `<sort>:<id>` (`Sort` says what the rest means)."""
    _sorts[sort] = Sort(may_open, public, together, lapses)


def sorts() -> Mapping[str, Sort]:
    """Every sort of stream that may be opened, by its name."""
    return _sorts


def sort_of(stream: str) -> Sort | None:
    """The sort a stream is of; None when there can be no stream of this name."""
    sort, _, number = stream.partition(":")
    is_id = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER and number[0] != "0"
    return _sorts.get(sort) if is_id else None


def may_open(session: Session, reader: Reader | None, stream: str) -> bool:
    """Whether the reader may open this stream; no to one that cannot exist."""
    sort = sort_of(stream)
    return sort is not None and sort.may_open(session, reader, int(stream.partition(":")[2]))


def frame_schema(sort: str) -> type[Schema]:
    """The shape of a frame of these streams: the records it may hold, by kind."""
    kept: dict[str, Any] = {name: Records(kind.shape) for name, kind in _kinds[sort].items()}
    records = Schema.from_dict(kept, name=f"{sort.title()}RecordsSchema")
    return FrameSchema.from_dict({"records": fields.Nested(records, required=True)}, name=f"{sort.title()}FrameSchema")


def kinds(stream: str) -> Mapping[str, Kind]:
    """The kinds a sort of stream carries."""
    return _kinds[stream]


def rings(listener: Callable[[Mapping[str, int]], None]) -> None:
    """Call `listener` with the new heads by stream name, after each commit that changed any."""
    _listeners.append(listener)


def watches_rights(watcher: Callable[[int], None]) -> None:
    """Call `watcher` with a person's id, after each commit that changed what they may hear."""
    _watchers.append(watcher)


def rights_changed(session: Session, person_id: int) -> None:
    """Say that this person (or VISITORS) may hear less than before: they are looked at anew once this is stored."""
    db.after_commit(session, lambda: _look(person_id))


def _look(person_id: int) -> None:
    for watcher in _watchers:
        watcher(person_id)


def touch(session: Session, *records: Record | Row, on: str) -> None:
    """Say that these records changed; they get their numbers on stream `on` when the transaction commits.

    A record has one `rev`, so it belongs to one stream: what two streams tell of is two records.

    Raises:
        ValueError: when one of them was touched on another stream before.
    """
    pending: dict[str, dict[int, Record | Row]] = session.info.setdefault("touched", {})
    places: dict[int, str] = session.info.setdefault("touched_on", {})
    touched = {id(record): record for record in records}
    if any(places.setdefault(number, on) != on for number in touched):
        raise ValueError(f"A record of {on} stands in another stream already.")
    pending.setdefault(on, {}).update(touched)


def rows_are_locked(session: Session) -> None:
    """Say that every row this transaction changes was locked before, and so were the people its new rows name.

    Then nothing can wait for a row while it holds a counter, and each row is written once, number and all.
    """
    session.info["locked"] = True


def when_numbered(session: Session, write: Callable[[], None]) -> None:
    """Call `write` when the touched records have their numbers, just before the commit.

    For rows that go past the unit of work, and only where there is one writer: counters are held by then.
    """
    session.info.setdefault("numbered", []).append(write)


@event.listens_for(Session, "before_commit")
def _number(session: Session) -> None:
    if session.in_nested_transaction() or not (touched := session.info.pop("touched", None)):
        return
    session.info.pop("touched_on")
    if not db.has_one_writer() and not session.info.pop("locked", False):
        session.flush()  # rows are locked before counters, whoever writes them; else two writers could wait crosswise
    heads = _advance(session, {name: len(touched[name]) for name in sorted(touched)})
    for name, records in touched.items():
        for rev, record in enumerate(records.values(), heads[name] - len(records) + 1):
            record.rev = rev
    for write in session.info.pop("numbered", ()):
        write()
    db.after_commit(session, lambda: _ring(heads))


TOGETHER = 200  # streams that one statement moves


def _advance(session: Session, steps: Mapping[str, int]) -> dict[str, int]:
    """Move the streams' counters by so many and return their new values; the first change creates a stream.

    The rows of one statement are taken in the order they stand in, so they are locked by name.
    """
    heads: dict[str, int] = {}
    names = list(steps)
    for first in range(0, len(names), TOGETHER):
        some = names[first : first + TOGETHER]
        values: dict[str, Any] = {f"name{place}": name for place, name in enumerate(some)}
        values |= {f"by{place}": steps[name] for place, name in enumerate(some)}
        rows = session.connection().execute(_forward(len(some)), values)
        heads |= {row.name: row.head for row in rows}
    return heads


@cache
def _forward(count: int) -> TextClause:
    """The statement that moves so many streams: part of every write, so it is made once."""
    rows = ", ".join(f"(:name{place}, :by{place})" for place in range(count))
    return text(
        f"INSERT INTO stream (name, head) VALUES {rows}"  # noqa: S608 - names of parameters only
        " ON CONFLICT (name) DO UPDATE SET head = stream.head + excluded.head RETURNING name, head"
    )


def _ring(heads: Mapping[str, int]) -> None:
    for listener in _listeners:
        listener(heads)


# Part of every look, so it is made once and goes past the mapper.
HEAD = select(Stream.head).where(Stream.name == bindparam("stream"))


def head_of(session: Session, stream: str) -> int:
    """The number of the stream's newest change; 0 for one that never had any."""
    return session.connection().scalar(HEAD, {"stream": stream}) or 0


def heads_of(session: Session, streams: Iterable[str]) -> dict[str, int]:
    """The heads of several streams in one query; streams that never changed are absent."""
    rows = session.execute(select(Stream.name, Stream.head).where(Stream.name.in_(list(streams))))
    return {name: head for name, head in rows}  # noqa: C416 - rows are not pairs to mypy


def resets(head: int, since: int) -> bool:
    """Whether a client that knows the stream up to `since` begins anew.

    So it is on a first visit, for a number the stream never reached, and more than a page of changes behind.
    """
    return not 0 < since <= head or head - since > PAGE


def changes_since(
    session: Session, stream: str, since: int, *, upto: int | None = None, head: int | None = None
) -> dict[str, Any]:
    """What a client that knows the stream up to `since` must take in, as a frame (schemas.live.FrameSchema).

    `reset` means: forget what you have of this stream, this is all of it. With `upto` the frame ends there, although
    more has happened: a record that changed later is left to the frame that follows. `head` is the stream's where it
    has been read already; older than this transaction it does no harm, the frame then ends there.
    """
    head = head_of(session, stream) if head is None else head
    upto = head if upto is None else min(upto, head)
    reset = resets(upto, since)
    since = 0 if reset else since
    records = _records(session, stream, since, upto, reset=reset) if since < upto else {}
    return {"stream": stream, "since": since, "head": upto, "reset": reset, "records": records}


def _records(session: Session, stream: str, since: int, upto: int, *, reset: bool) -> dict[str, list[Any]]:
    """The records of a frame by kind, as they are sent; kinds without any are absent."""
    sort, _, number = stream.partition(":")
    found = {}
    for name, kind in _kinds[sort].items():
        rows = [row for row in kind.changed(session, int(number), since) if row.rev <= upto]
        found[name] = _dumped(kind, rows, reset=reset)
    return {name: rows for name, rows in found.items() if rows}


def _dumped(kind: Kind, rows: Sequence[Row], *, reset: bool) -> list[Any]:
    if reset:
        return [kind.schema.dump(row) for row in rows if row.removed_at is None]
    return [_tombstone(row) if row.removed_at else kind.schema.dump(row) for row in rows]


def _tombstone(row: Row) -> dict[str, Any]:
    return {"id": row.id, "rev": row.rev, "removed": True}
