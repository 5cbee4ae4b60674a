"""The direct path: our engine under Socket.IO, and frames written straight to the sockets."""

import json
import random
from typing import TYPE_CHECKING, Any

import gevent

from backend.core.fanout import encoding, privates
from backend.core.fanout.audience import Audience
from backend.core.fanout.complaints import Complaints
from backend.core.fanout.counts import Counts, Gauges
from backend.core.fanout.engine import Engine
from backend.core.fanout.frames import frame
from backend.core.fanout.peer import POLICY, Peer
from backend.core.fanout.sending import Prompt, Sender

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from flask import Flask
    from flask_socketio import SocketIO

    from backend.core.fanout.frames import Frame
    from backend.core.fanout.limits import Limits

PUT_OUT, RESTART = 4000, 1012
NAMESPACE = "/"
LONGEST_FAREWELL = 1.0  # seconds for what is on its way, before the connections are closed
LOOKS = 20


class Direct:
    """What the seam offers (backend.core.fanout), without a queue or a greenlet per client."""

    def __init__(self, limits: "Limits") -> None:
        privates.check()
        self.limits = limits
        self.complaints = Complaints()
        self.counts = Counts()
        self.audience: Audience[Peer] = Audience(self._peer, before_joining=self.flush)
        self._sender = Sender(self.audience, self.counts)
        manager = privates.OpenManager()
        manager.path = self
        self.server = privates.OpenServer(
            self,
            client_manager=manager,
            async_mode="gevent",
            async_handlers=False,
            cors_allowed_origins=[],
            json=encoding,
            logger=encoding.SILENT,
            engineio_logger=encoding.SILENT,
            monitor_clients=False,
            max_http_buffer_size=limits.largest,
        )
        self.engine: Engine = self.server.eio

    def make_engine(self, **options: Any) -> Engine:
        """Socket.IO makes its Engine.IO server with this."""
        return Engine(self, **options)

    def mount(self, app: "Flask") -> "tuple[SocketIO, WSGIApplication]":
        """Flask-SocketIO over the app, and the layer that answers its path."""
        mounted = privates.mount(app, self.server)
        engine = self.engine

        def layer(environ: Any, start_response: Any) -> Any:
            environ["flask.app"] = app
            return engine.handle_request(environ, start_response)

        return mounted, layer

    # Sending

    def send(self, stream: str, ready: "Frame", *, droppable: bool = False) -> int:
        """The same bytes to every member, or to those who are not behind; gives how many members there are."""
        members = self.audience.count(stream)
        if members:
            self._sender.note(Prompt(stream) if droppable else stream, ready.wire)
            self.counts.frames += 1
            self.counts.deliveries += members
        return members

    def send_to(self, sid: str, ready: "Frame") -> bool:
        """To one socket; False when it has ended."""
        peer = self._peer(sid)
        if peer is None:
            return False
        self._sender.note(peer, ready.wire)
        self.counts.frames += 1
        self.counts.deliveries += 1
        return True

    def flush(self) -> None:
        """Write what was sent in this turn: whatever comes next must not overtake it."""
        self._sender.flush()

    def write(self, eio_sid: str, wire: bytes) -> None:
        """To one session, at once: the answer to what it asked."""
        peer = self.engine.sockets.get(eio_sid)
        if peer:
            peer.write(wire)

    def is_there(self, sid: str) -> bool:
        """Whether the session's transport has not ended."""
        return self._peer(sid) is not None

    def put_out(self, sid: str, reason: str) -> None:
        """Close this socket, once what was sent to it in this turn is written."""
        peer = self._peer(sid)
        if peer is not None:
            self.flush()
            peer.end(reason, PUT_OUT, reason)

    def crowd(self) -> tuple[int, int]:
        """How many sessions there are, and how many of them are in no namespace."""
        return len(self.engine.sockets), self.engine.strangers

    def gauges(self) -> Gauges:
        """How things stand."""
        backlog, backlogged = self.engine.backlog()
        counts = self.counts
        return Gauges(*self.crowd(), backlog, backlogged, counts.frames, counts.deliveries, counts.put_out_slow)

    def drain(self, spread_seconds: float) -> None:
        """Tell every client to come back after a delay of its own, and close; takes a second or so at most."""
        for peer in list(self.engine.sockets.values()):
            delay = random.randrange(max(1, int(spread_seconds * 1000)))  # noqa: S311 - spreading, not guessing
            peer.write(frame("return", json.dumps({"after_ms": delay}).encode()).wire)
        for _ in range(LOOKS):
            if not self.engine.backlog()[1]:
                break
            gevent.sleep(LONGEST_FAREWELL / LOOKS)
        for peer in list(self.engine.sockets.values()):
            peer.end("leaving", RESTART, "leaving")
        gevent.sleep(0)

    # What Socket.IO tells us

    def refuse(self, eio_sid: str, why: str) -> None:
        """End a session that sent what it must not."""
        peer = self.engine.sockets.get(eio_sid)
        if peer:
            peer.refuse(why, POLICY)

    def on_joined(self, eio_sid: str | None) -> None:
        """The session is in a namespace."""
        peer = self.engine.sockets.get(eio_sid)
        if peer:
            self.engine.is_known(peer)

    def on_left(self, sid: str, eio_sid: str | None) -> None:
        """The session is out of a namespace; its transport may be there still."""
        self.audience.leave_all(sid)
        peer = self.engine.sockets.get(eio_sid)
        if peer and peer.joined:
            self.engine.is_stranger(peer)

    def on_ended(self, peer: Peer) -> None:
        """The session has ended: it hears no stream from now on."""
        sid = self.server.manager.sid_from_eio_sid(peer.sid, NAMESPACE)
        if sid:
            self.audience.leave_all(sid)

    def _peer(self, sid: str) -> Peer | None:
        peer: Peer | None = self.engine.sockets.get(self.server.manager.eio_sid_from_sid(sid, NAMESPACE))
        return peer
