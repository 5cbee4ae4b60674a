"""The socket's door: who comes in, which streams they hear, and who is put out.

It knows no feature: who is asking is told by the `Readers` it is given, who may hear a stream by the feed's registry.
Everything else goes through the HTTP door; here a client only says what it wants to hear.
"""

import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import structlog
from flask import Flask, g
from marshmallow import Schema
from socketio.exceptions import ConnectionRefusedError as NotLetIn

from backend.core import db, fanout, feed, problems
from backend.core.dispatcher import Dispatcher
from backend.core.door.company import Company
from backend.core.door.keeper import Keeper
from backend.core.door.sockets import MOST_STREAMS, Socket, Sockets
from backend.core.errors import Busy, Invalid, NotFound, SignedOut, TooMany
from backend.core.feed import Reader
from schemas.live import CloseSchema, OpenSchema, TypeSchema

if TYPE_CHECKING:
    import socketio
    from _typeshed.wsgi import WSGIEnvironment

_OPEN, _CLOSE, _TYPE = OpenSchema(), CloseSchema(), TypeSchema()


class Readers(Protocol):
    """How the door learns who is asking."""

    def arriving(self, environ: "WSGIEnvironment") -> Reader | None:
        """Whose cookie the handshake carries; None for a visitor. Called in the app's context."""

    def standing(self, device_ids: Collection[int]) -> Mapping[int, Reader]:
        """Of these devices, those that are still signed in, with their reader; one query for all."""


class _Again(Exception):
    """The reader's rights changed between the look and the joining."""


class Door:
    """The events of the socket."""

    def __init__(self, app: Flask, dispatcher: Dispatcher, readers: Readers) -> None:
        self._app, self._dispatcher, self._readers = app, dispatcher, readers
        self.sockets = Sockets()
        self.company = Company(self.sockets)
        self._complaints = fanout.Complaints()
        self.keeper = Keeper(self.sockets, readers.standing, self.leave)

    def stand_at(self, server: "socketio.Server") -> None:
        """Answer the events of this Socket.IO server."""
        server.on("connect", self._come)
        server.on("disconnect", self._go)
        server.on("open", self._answered(_OPEN, self._open))
        server.on("close", self._answered(_CLOSE, self._close))
        server.on("typing", self._heard(_TYPE, self._type))

    @contextmanager
    def _context(self) -> Iterator[None]:
        """What a request has: the app at hand, and a number that the log and a problem tell."""
        with self._app.app_context():
            g.request_id = secrets.token_hex(8)
            with structlog.contextvars.bound_contextvars(request_id=g.request_id):
                yield

    def _come(self, sid: str, environ: "WSGIEnvironment", _auth: object = None) -> None:
        """Take in a person or a visitor; the oldest socket of a person who has five makes room."""
        before = self.keeper.suspicions
        with self._context():
            try:
                reader = self._readers.arriving(environ)
            except Exception as error:
                raise NotLetIn(problems.of(error).body()) from error
            if reader is None and self.sockets.full():
                raise NotLetIn(problems.of(Busy()).body())
        if not fanout.is_there(sid):  # it ended while its cookie was looked up, and nobody will tell us again
            raise NotLetIn(problems.of(SignedOut()).body())
        for other in self.sockets.come(Socket(sid, reader)):
            self.keeper.put_out(other, "too many of one person")
        if reader is not None and self.keeper.suspicions != before:
            self.keeper.suspect(reader.id)  # it may have been this person's, while their cookie was looked up

    def _go(self, sid: str, _reason: object = None) -> None:
        socket = self.sockets.go(sid)
        if socket is not None:
            for stream in list(socket.streams):
                self.leave(socket, stream)

    def leave(self, socket: Socket, stream: str) -> None:
        """Take the socket out of the stream."""
        socket.streams.discard(stream)
        fanout.audience().leave(stream, socket.sid)
        self._dispatcher.left(stream)
        self.company.moved(stream)

    def _answered(self, schema: Schema, answer: Callable[[Socket, Any], Any]) -> Callable[..., Any]:
        """An event that is acknowledged: with what `answer` returns, or with the problem."""

        def event(sid: str, *said: object) -> Any:
            with self._context():
                try:
                    return answer(self._speaking(sid), schema.load(_one(said)))
                except Exception as error:  # noqa: BLE001 - every fault is told as a problem, and logged there
                    return {"ok": False, "problem": problems.of(error).body()}

        return event

    def _heard(self, schema: Schema, hear: Callable[[Socket, Any], None]) -> Callable[..., None]:
        """An event that is not acknowledged: what cannot be right is passed over."""

        def event(sid: str, *said: object) -> None:
            try:
                hear(self._speaking(sid), schema.load(_one(said)))
            except Exception as error:  # noqa: BLE001 - nobody waits for an answer
                self._complaints.of("passed over", detail=type(error).__name__)

        return event

    def _speaking(self, sid: str) -> Socket:
        """The socket whose event this is, its allowance counted."""
        socket = self.sockets.get(sid)
        if socket is None or socket.gone:
            raise SignedOut
        if not socket.spend():
            if socket.tries_patience():
                self.keeper.put_out(socket, "too many events")
            raise TooMany(retry_after=1)
        return socket

    def _open(self, socket: Socket, wanted: dict[str, Any]) -> fanout.Answer:
        """Answer with what happened since, and let the socket hear what follows."""
        stream, since = wanted["stream"], wanted["since"]
        if len(socket.streams) >= MOST_STREAMS and stream not in socket.streams:
            raise Invalid(f"One connection hears {MOST_STREAMS} streams at the most. Close one first.")

        def join() -> None:
            if socket.stale or socket.gone:
                raise _Again
            if not fanout.audience().join(stream, socket.sid):
                raise SignedOut
            socket.streams.add(stream)

        while True:
            self._check_may_open(socket, stream)
            try:
                body = self._dispatcher.open(stream, since, join)
            except _Again:
                continue
            self.company.came(socket, stream)
            return fanout.Answer(b'{"ok":true,"frame":' + body + b"}")

    def _check_may_open(self, socket: Socket, stream: str) -> None:
        if socket.stale:
            self.keeper.look_at([socket])
        if socket.gone:
            raise SignedOut
        sort = feed.sort_of(stream)
        if sort and sort.public and self._dispatcher.hears(stream):
            return
        with db.reading() as session:
            if feed.may_open(session, socket.reader, stream):
                return
        raise NotFound if socket.reader or sort is None else SignedOut

    def _close(self, socket: Socket, wanted: dict[str, Any]) -> dict[str, bool]:
        if wanted["stream"] in socket.streams:
            self.leave(socket, wanted["stream"])
        return {"ok": True}

    def _type(self, socket: Socket, wanted: dict[str, Any]) -> None:
        self.company.type(socket, wanted["stream"])


def _one(said: tuple[object, ...]) -> Any:
    """The one argument of an event."""
    if len(said) != 1:
        raise Invalid("An event carries one object.")
    return said[0]
