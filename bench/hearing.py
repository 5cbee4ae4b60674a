"""The application with a stream of 300-byte notes, and an event that writes one of them.

The load client of ../shared/bench publishes by an event. Here that event is what a write of the product is: one
transaction, durable, which takes the stream's next number; the dispatcher then tells everybody of it. What the client
counts is the note's `t`, the microsecond at which it was asked for.
"""

from gevent import monkey

monkey.patch_all()  # before anything else is imported, as in wsgi.py

import itertools  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
from marshmallow import fields  # noqa: E402
from sqlalchemy import BigInteger, String, select  # noqa: E402
from sqlalchemy.orm import Mapped, Session, mapped_column  # noqa: E402

from backend import live  # noqa: E402
from backend.app import create_app  # noqa: E402
from backend.core import db, fanout, feed  # noqa: E402
from backend.core.db import Base, Numbered  # noqa: E402
from backend.core.door import sockets  # noqa: E402
from backend.core.feed import Record  # noqa: E402
from bench.load import NOTES  # noqa: E402
from schemas.base import RecordSchema  # noqa: E402

STREAM = "bench:1"

# One machine plays all phones, with one cookie, and one of them writes without pause.
sockets.MOST_A_PERSON = 20_000
sockets.BURST = 100_000
live.LIMITS = fanout.Limits(events_per_minute=6_000_000, events_at_once=100_000)


class Note(Record, Numbered, Base):
    """A record of about 300 bytes on the wire."""

    __tablename__ = "bench_note"

    t: Mapped[int] = mapped_column(BigInteger, default=0)
    text: Mapped[str] = mapped_column(String(400), default="")


class NoteSchema(RecordSchema):
    """The note as a client gets it."""

    t = fields.Integer(required=True)
    text = fields.String(required=True)


def notes_changed(session: Session, _id: int, since: int) -> Sequence[Note]:
    """The notes that changed after `since`, in the order of their numbers."""
    return session.scalars(select(Note).where(Note.rev > since).order_by(Note.rev)).all()


def publish(_sid: str, asked: dict[str, Any]) -> None:
    """Write the next note; those who wait share a commit, as everywhere."""
    gevent.spawn(_write, next(_turns), asked["t"], asked["text"])


def _write(number: int, t: int, text: str) -> None:
    with db.writing() as session:
        note = session.get_one(Note, number % NOTES + 1)
        note.t, note.text = t, text
        feed.touch(session, note, on=STREAM)


_turns = itertools.count()
feed.carries("bench", "note", NoteSchema, changed=notes_changed)
feed.stream("bench", may_open=lambda _session, _reader, _id: True, public=True)  # as a meeting's is
app = create_app()
Note.__table__.create(db.engine(), checkfirst=True)  # type: ignore[attr-defined] # a table, not any clause
with db.writing() as opening:
    if opening.get(Note, 1) is None:
        first = [Note(id=number + 1) for number in range(NOTES)]
        opening.add_all(first)
        feed.touch(opening, *first, on=STREAM)
app.extensions["socketio"].server.on("pub", publish)
live.start(app)
