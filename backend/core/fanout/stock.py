"""The stock path: Flask-SocketIO as it comes, for comparison and for a version that the direct path does not know.

It offers the same seam by promised names only. It queues and wakes a greenlet per client, and it has none of the
limits of the direct path beyond the guard's.
"""

import json
import random
from typing import TYPE_CHECKING, Any

import gevent
from engineio.packet import MESSAGE, Packet
from flask_socketio import SocketIO
from socketio import Manager

from backend.core.fanout import encoding
from backend.core.fanout.audience import Audience
from backend.core.fanout.complaints import Complaints
from backend.core.fanout.counts import Counts, Gauges
from backend.core.fanout.frames import frame

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication
    from flask import Flask

    from backend.core.fanout.frames import Frame
    from backend.core.fanout.limits import Limits

NAMESPACE = "/"
FAREWELL = 0.5  # seconds for what is on its way, before the connections are closed


class _Manager(Manager):  # type: ignore[misc] # the library is untyped
    """Socket.IO's table of clients; it takes those who leave out of our audience."""

    audience: Audience[str]

    def disconnect(self, sid: str, namespace: str, **options: Any) -> None:
        """The client is out."""
        self.audience.leave_all(sid)
        super().disconnect(sid, namespace, **options)


class Stock:
    """What the seam offers (backend.core.fanout), over an unchanged Flask-SocketIO."""

    def __init__(self, limits: "Limits") -> None:
        self.limits = limits
        self.complaints = Complaints()
        self.counts = Counts()
        self.audience: Audience[str] = Audience(self._eio_sid, before_joining=lambda: None)
        self._mounted: Any = None

    def mount(self, app: "Flask") -> "tuple[SocketIO, WSGIApplication]":
        """Flask-SocketIO over the app, and the layer that answers its path."""
        before = app.wsgi_app
        table = _Manager()
        table.audience = self.audience
        self._mounted = SocketIO(
            app,
            client_manager=table,
            async_mode="gevent",
            async_handlers=False,
            cors_allowed_origins=[],
            json=encoding,
            logger=encoding.SILENT,
            engineio_logger=encoding.SILENT,
            ping_interval=self.limits.ping_every,
            ping_timeout=self.limits.pong_within,
            max_http_buffer_size=self.limits.largest,
        )
        layer, app.wsgi_app = app.wsgi_app, before  # type: ignore[method-assign] # Flask's own way to add a layer
        return self._mounted, layer

    def send(self, stream: str, ready: "Frame", *, droppable: bool = False) -> int:  # noqa: ARG002 - who is behind is not known
        """The same text to every member; gives how many there are."""
        members = list(self.audience.sockets(stream).values())
        for eio_sid in members:
            self._send(eio_sid, ready)
        return len(members)

    def send_to(self, sid: str, ready: "Frame") -> bool:
        """To one socket; False when it has ended."""
        eio_sid = self._eio_sid(sid)
        if eio_sid is not None:
            self._send(eio_sid, ready)
        return eio_sid is not None

    def is_there(self, sid: str) -> bool:
        """Whether the session's transport has not ended."""
        return self._eio_sid(sid) in self._mounted.server.eio.sockets

    def put_out(self, sid: str, reason: str) -> None:
        """Close this socket."""
        self.complaints.of("put out", detail=reason)
        eio_sid = self._eio_sid(sid)
        self.audience.leave_all(sid)
        if eio_sid is not None:
            gevent.spawn(self._mounted.server.eio.disconnect, eio_sid)  # which waits until its queue is empty

    def crowd(self) -> tuple[int, int]:
        """How many sessions there are; strangers are not told apart."""
        return len(self._mounted.server.eio.sockets), 0

    def gauges(self) -> Gauges:
        """How things stand. What waits is in the library's queues and is not counted."""
        return Gauges(*self.crowd(), 0, 0, self.counts.frames, self.counts.deliveries, 0)

    def drain(self, spread_seconds: float) -> None:
        """Tell every client to come back after a delay of its own, and close."""
        sids = list(self._mounted.server.eio.sockets)
        for eio_sid in sids:
            delay = random.randrange(max(1, int(spread_seconds * 1000)))  # noqa: S311 - spreading, not guessing
            self._send(eio_sid, frame("return", json.dumps({"after_ms": delay}).encode()))
        gevent.sleep(FAREWELL)
        closing = [gevent.spawn(self._mounted.server.eio.disconnect, eio_sid) for eio_sid in sids]
        gevent.joinall(closing, timeout=FAREWELL)

    def _send(self, eio_sid: str, ready: "Frame") -> None:
        self._mounted.server.eio.send_packet(eio_sid, Packet(MESSAGE, ready.packet))
        self.counts.frames += 1
        self.counts.deliveries += 1

    def _eio_sid(self, sid: str) -> str | None:
        found: str | None = self._mounted.server.manager.eio_sid_from_sid(sid, NAMESPACE)
        return found
