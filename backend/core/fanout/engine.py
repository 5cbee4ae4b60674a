"""Our Engine.IO server: sessions without greenlets, over long-polling and WebSocket (Engine.IO protocol 4).

What arrives here has passed the guard: a known host and origin, a method and a transport that exist, a body of
bounded size.
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from backend.core.fanout import frames, handshake
from backend.core.fanout.asking import WEBSOCKET, query_of, remembered
from backend.core.fanout.outlets import Mailbox, Wire
from backend.core.fanout.peer import POLICY, Peer
from backend.core.fanout.polling import poll, take_body
from backend.core.fanout.privates import OpenEngine
from backend.core.fanout.probe import Probe
from backend.core.fanout.replies import BAD, Reply, start, text
from backend.core.fanout.wheel import Wheel

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from backend.core.fanout.direct import Direct


class Engine(OpenEngine):
    """The table of sessions, and the door that requests come through."""

    def __init__(self, path: "Direct", **options: Any) -> None:
        super().__init__(**options)
        self.path = path
        self.limits = path.limits
        self.counts = path.counts
        self.complaints = path.complaints
        self.wheel = Wheel(path.limits)
        self.strangers = 0

    def handle_request(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request of Engine.IO's path."""
        return start(start_response, self._answer(environ))

    def _answer(self, environ: "WSGIEnvironment") -> Reply:
        query = query_of(environ.get("QUERY_STRING", ""))
        by_socket = query["transport"] == WEBSOCKET
        if "sid" not in query:
            return self._open_socket(environ) if by_socket else self._open_polling(environ)
        peer: Peer | None = self.sockets.get(query["sid"][0])
        if peer is None or peer.closing:
            return BAD
        if by_socket:
            return self._upgrade(environ, peer)
        if peer.upgraded:
            return BAD
        return take_body(peer, environ) if environ["REQUEST_METHOD"] == "POST" else poll(peer, environ)

    # Opening

    def _open_polling(self, environ: "WSGIEnvironment") -> Reply:
        if environ["REQUEST_METHOD"] != "GET":
            return BAD
        peer = self._new_peer(environ)
        return text(self._opening(peer, upgrades=["websocket"]))

    def _open_socket(self, environ: "WSGIEnvironment") -> Reply:
        accept, given = handshake.accept_key(environ), handshake.connection(environ)
        if accept is None or given is None:
            return BAD
        peer = self._new_peer(environ)
        peer.upgraded = True
        raw = handshake.taken_over(given, self.limits.kernel)
        peer.outlet = Wire(raw, peer, self.limits.behind)
        peer.write(handshake.switching(accept) + frames.framed(self._opening(peer, upgrades=[]).encode()))
        raise StopIteration  # gunicorn's word for: the connection is no longer yours

    def _upgrade(self, environ: "WSGIEnvironment", peer: Peer) -> Reply:
        accept, given = handshake.accept_key(environ), handshake.connection(environ)
        if accept is None or given is None:
            return BAD
        if peer.upgrading or peer.upgraded:
            self.complaints.of("second upgrade")
            given.sendall(handshake.switching(accept) + frames.closing(POLICY, "second upgrade"))
            raise StopIteration
        probe = Probe(peer)
        wire = Wire(handshake.taken_over(given, self.limits.kernel), probe, self.limits.behind)
        probe.begin(wire)
        wire.write(handshake.switching(accept))
        self.wheel.expect_upgrade(probe)
        raise StopIteration

    def _new_peer(self, environ: "WSGIEnvironment") -> Peer:
        peer = Peer(self, self.generate_id())
        self.sockets[peer.sid] = peer
        self.tell("connect", peer.sid, remembered(environ))
        self.wheel.add(peer)
        self.is_stranger(peer)
        return peer

    def _opening(self, peer: Peer, *, upgrades: list[str]) -> str:
        facts = {
            "sid": peer.sid,
            "upgrades": upgrades,
            "pingInterval": round(self.limits.ping_every * 1000),
            "pingTimeout": round(self.limits.pong_within * 1000),
            "maxPayload": self.limits.largest,
        }
        return "0" + json.dumps(facts, separators=(",", ":"))

    # Knowing

    def is_stranger(self, peer: Peer) -> None:
        """The session is in no namespace: it has a moment to join one."""
        peer.joined = False
        self.strangers += 1
        self.wheel.expect_to_join(peer)

    def is_known(self, peer: Peer) -> None:
        """The session is in a namespace."""
        if not peer.joined:
            peer.joined = True
            self.strangers -= 1

    def forget(self, peer: Peer) -> None:
        """The session has ended; nothing more is sent to it."""
        self.sockets.pop(peer.sid, None)
        if not peer.joined:
            self.strangers -= 1
        self.path.on_ended(peer)

    def backlog(self) -> tuple[int, int]:
        """How many bytes wait, and for how many clients."""
        waiting = [peer.outlet.behind for peer in self.sockets.values() if not isinstance(peer.outlet, Mailbox)]
        behind = [size for size in waiting if size]
        return sum(behind), len(behind)
