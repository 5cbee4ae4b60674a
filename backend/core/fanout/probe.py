"""A WebSocket that is opened for a session on long-polling: `2probe`, `3probe`, `5`, and the session moves over."""

from typing import TYPE_CHECKING

from backend.core.fanout.frames import framed
from backend.core.fanout.outlets import Mailbox, Wire
from backend.core.fanout.peer import NORMAL, POLICY, PROTOCOL_ERROR, Peer
from backend.core.fanout.reading import Reader, Refused

if TYPE_CHECKING:
    from backend.core.fanout.reading import Heard

ASKED, ANSWERED, UPGRADE = "2probe", framed(b"3probe"), "5"


class Probe:
    """Hears the new connection until the session has moved to it, or until it is closed."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._reader = Reader(peer.engine.limits.largest)
        self._asked = self._over = False
        self._wire: Wire | None = None
        peer.upgrading = True

    def begin(self, wire: Wire) -> None:
        """The connection is there."""
        self._wire = wire

    def on_bytes(self, data: bytes) -> None:
        """The client sent something."""
        try:
            for heard in self._reader.feed(data):
                self._on_heard(heard)
        except Refused as refused:
            self._fail(refused.code)
        else:
            if self._peer.upgraded and not self._peer.closing and not self._reader.rests:
                self._peer.reader = self._reader

    def on_lost(self) -> None:
        """The client gave the upgrade up; it goes on polling."""
        self._fail(NORMAL)

    def on_slow(self) -> None:
        """Nothing large is written to a probe."""

    def on_overdue(self) -> None:
        """The client had its time."""
        if not self._over:
            self._peer.engine.complaints.of("idle upgrade")
            self._fail(POLICY)

    def _on_heard(self, heard: "Heard") -> None:
        if self._over:
            self._peer.on_heard(heard)
        elif heard == ASKED and not self._asked and self._wire:
            self._asked = True
            self._wire.write(ANSWERED)
            self._release_poll()
        elif heard == UPGRADE and self._asked and not self._peer.closing:
            self._move()
        else:
            self._fail(PROTOCOL_ERROR)

    def _release_poll(self) -> None:
        """End the poll that is waiting, so that nothing more is given to it."""
        if isinstance(self._peer.outlet, Mailbox) and self._peer.outlet.arrived:
            self._peer.outlet.arrived()

    def _move(self) -> None:
        peer, wire, before = self._peer, self._wire, self._peer.outlet
        self._over = True
        if wire is None or not isinstance(before, Mailbox):
            return
        wire.belongs_to(peer)
        peer.outlet = wire
        peer.upgraded, peer.upgrading = True, False
        if waiting := before.take():
            peer.write(waiting)

    def _fail(self, code: int) -> None:
        if not self._over:
            self._over = True
            self._peer.upgrading = False
            if self._wire:
                self._wire.leave(code)
