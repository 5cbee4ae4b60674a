"""One client's Engine.IO session: what it says, what it is sent, and how it ends.

It stands in the place of Engine.IO's own socket class and has the attributes that the two libraries ask for. It
owns no queue and no greenlet: what it is sent goes to its outlet at once, and a greenlet lives only while something
that it said is being answered. Everything that begins with `on_` runs in the event loop and does not wait.
"""

import time
from collections import deque
from typing import TYPE_CHECKING

import gevent

from backend.core.fanout import frames
from backend.core.fanout.outlets import Mailbox, Outlet, Wire
from backend.core.fanout.reading import Closed, Heard, Ping, Reader, Refused

if TYPE_CHECKING:
    from engineio.packet import Packet

    from backend.core.fanout.engine import Engine

NORMAL, GOING_AWAY, PROTOCOL_ERROR, WRONG_TYPE, POLICY, TRY_LATER = 1000, 1001, 1002, 1003, 1008, 1013
NO_CODE = 1005  # what is understood when a close frame is empty
PONG, MESSAGE, GOODBYE = "3", "4", "1"


class Peer:
    """One session; `sid` is Engine.IO's own, which only this client knows."""

    __slots__ = (
        "allowance",
        "asked_at",
        "closing",
        "connected",
        "engine",
        "heard_at",
        "inbox",
        "joined",
        "outlet",
        "reader",
        "session",
        "sid",
        "upgraded",
        "upgrading",
    )

    def __init__(self, engine: "Engine", sid: str) -> None:
        self.engine = engine
        self.sid = sid
        self.session: dict[str, object] = {}
        self.outlet: Outlet = Mailbox(engine.limits.behind)
        self.reader: Reader | None = None
        self.inbox: deque[str | bytes] | None = None
        self.connected = True
        self.upgrading = self.upgraded = self.closing = self.joined = False
        self.heard_at = self.asked_at = time.monotonic()
        self.allowance = float(engine.limits.events_at_once)

    @property
    def closed(self) -> bool:
        """Whether the session has ended."""
        return self.closing

    def moves(self) -> bool:
        """Whether the session is moving to a WebSocket, or has moved."""
        return self.upgrading or self.upgraded

    # What it is sent

    def send(self, packet: "Packet") -> None:
        """Send an Engine.IO packet of the libraries' making."""
        encoded = packet.encode()
        binary = isinstance(encoded, bytes)
        self.write(frames.framed(encoded if binary else encoded.encode(), frames.BINARY if binary else frames.TEXT))

    def write(self, wire: bytes) -> None:
        """Send frames that are ready."""
        if not self.closing and not self.outlet.write(wire):
            self.on_slow()

    # What it says

    def on_bytes(self, data: bytes) -> None:
        """Bytes from the WebSocket."""
        reader = self.reader or Reader(self.engine.limits.largest)
        self.reader = reader
        try:
            for heard in reader.feed(data):
                self.on_heard(heard)
                if self.closing:
                    return
        except Refused as refused:
            self.refuse(refused.reason, refused.code)
        else:
            if reader.rests:
                self.reader = None

    def on_heard(self, heard: Heard) -> None:
        """One message or control frame."""
        match heard:
            case str():
                self.take(heard)
            case bytes() if self.engine.limits.text_only:
                self.refuse("binary", WRONG_TYPE)
            case bytes():
                self._ask(heard)
            case Ping(payload):
                self.write(frames.framed(payload, frames.PONG))
            case Closed(code):
                self.end(self.engine.reason.TRANSPORT_CLOSE, NORMAL if code == NO_CODE else code)

    def take(self, packet: str) -> None:
        """One Engine.IO packet, from either transport."""
        kind, data = packet[:1], packet[1:]
        if kind == MESSAGE:
            self._ask(data)
        elif packet == PONG:
            self.heard_at = time.monotonic()
        elif packet == GOODBYE:
            self.end(self.engine.reason.CLIENT_DISCONNECT, NORMAL)
        else:
            self.refuse("malformed", PROTOCOL_ERROR)

    def _ask(self, data: str | bytes) -> None:
        """Have a message answered: in order, by a greenlet that lives as long as there is something to do."""
        if not self._may_ask():
            self.refuse("too many events", POLICY)
        elif self.inbox is None:
            self.inbox = deque((data,))
            gevent.spawn(self._answer)
        else:
            self.inbox.append(data)

    def _may_ask(self) -> bool:
        limits, now = self.engine.limits, time.monotonic()
        earned = (now - self.asked_at) * limits.events_per_minute / 60
        self.allowance = min(self.allowance + earned, limits.events_at_once) - 1
        self.asked_at = now
        return self.allowance >= 0

    def _answer(self) -> None:
        try:
            while self.inbox and not self.closing:
                self.engine.tell("message", self.sid, self.inbox.popleft())
        finally:
            self.inbox = None

    # How it ends

    def on_lost(self) -> None:
        """The connection is gone."""
        self.end(self.engine.reason.TRANSPORT_CLOSE, GOING_AWAY)

    def on_slow(self) -> None:
        """The client does not take what it is sent: it comes back and catches up when it can."""
        if not self.closing:
            self.engine.counts.put_out_slow += 1
            self.engine.complaints.of("slow")
            self.end("slow", TRY_LATER)

    def refuse(self, why: str, code: int) -> None:
        """The client did what it must not."""
        self.engine.complaints.of(why)
        self.end(self.engine.reason.TRANSPORT_ERROR, code, why)

    def is_late(self, now: float) -> bool:
        """Whether the client has been silent for longer than its pings allow."""
        return now - self.heard_at >= self.engine.limits.ping_every + self.engine.limits.pong_within

    def end(self, reason: str, code: int, why: str = "") -> None:
        """End the session at once; those who want to know are told in their own greenlet."""
        if self.closing:
            return
        self.closing = True
        if isinstance(self.outlet, Wire):
            self.outlet.leave(code, why)
        else:
            client_left = reason == self.engine.reason.CLIENT_DISCONNECT
            self.outlet.hold(frames.NOTHING if client_left else frames.GOODBYE)
        self.reader = None
        self.engine.forget(self)
        gevent.spawn(self.engine.tell, "disconnect", self.sid, reason)

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:  # noqa: ARG002 - Engine.IO's form
        """End the session, as Engine.IO asks for it. Nothing is ever waited for."""
        self.end(reason or self.engine.reason.SERVER_DISCONNECT, NORMAL)
