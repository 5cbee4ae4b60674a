"""From frames to sockets: what one turn of the event loop sends to a client goes out in one write.

`send` only notes the frame. Once the greenlet that sends lets others run, everything noted is written: the frames of
a stream are joined once, and the same bytes go to each of its members without waiting for any.
"""

from typing import TYPE_CHECKING, NamedTuple

from gevent import get_hub

from backend.core.fanout.outlets import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backend.core.fanout.audience import Audience
    from backend.core.fanout.counts import Counts
    from backend.core.fanout.peer import Peer


class Prompt(NamedTuple):
    """The members of a stream that are not behind: what they miss is worth nothing later."""

    stream: str


class Sender:
    """Notes what is to be sent in this turn, in order, and writes it in the next."""

    def __init__(self, audience: "Audience[Peer]", counts: "Counts") -> None:
        self._audience = audience
        self._counts = counts
        self._noted: list[tuple[str | Prompt | Peer, bytes]] = []

    def note(self, to: "str | Prompt | Peer", wire: bytes) -> None:
        """Send to the members of a stream, or to one session, at the end of this turn."""
        if not self._noted:
            get_hub().loop.run_callback(self.flush)
        self._noted.append((to, wire))

    def flush(self) -> None:
        """Write everything that was noted."""
        noted, self._noted = self._noted, []
        if not noted:
            return
        targets = dict.fromkeys(to for to, _ in noted)
        if len(targets) == 1:
            (to,) = targets
            write_all(self._sockets(to), b"".join([wire for _, wire in noted]))
            return
        self._flush_several(noted)

    def _flush_several(self, noted: "list[tuple[str | Prompt | Peer, bytes]]") -> None:
        """Several streams at once: the clients that hear the same ones are written the same joined bytes."""
        heard: dict[Peer, list[int]] = {}
        for number, (to, _) in enumerate(noted):
            for peer in self._sockets(to):
                heard.setdefault(peer, []).append(number)
        alike: dict[tuple[int, ...], list[Peer]] = {}
        for peer, numbers in heard.items():
            alike.setdefault(tuple(numbers), []).append(peer)
        for same, peers in alike.items():
            write_all(peers, b"".join([noted[number][1] for number in same]))

    def _sockets(self, to: "str | Prompt | Peer") -> "list[Peer]":
        match to:
            case str():
                return list(self._audience.sockets(to).values())
            case Prompt(stream):
                return [peer for peer in self._audience.sockets(stream).values() if not peer.outlet.behind]
            case _:
                return [to]


def write_all(peers: "Iterable[Peer]", wire: bytes) -> None:
    """Write the same bytes to each. What this loop does is what the fan-out costs, so it stands here in full."""
    size = len(wire)
    for peer in peers:
        outlet = peer.outlet
        if not outlet.behind:
            try:
                sent = outlet.send(wire, FLAGS)
            except BlockingIOError:
                sent = 0
            except OSError:
                peer.on_lost()
                continue
            if sent == size:
                continue
            kept = outlet.hold(memoryview(wire)[sent:] if sent else wire)
        else:
            kept = outlet.hold(wire)
        if not kept:
            peer.on_slow()
