"""One greenlet that keeps time for everybody: pings in turn, and ends those who let a delay pass.

All of it on the monotonic clock: a clock that is set back or forward puts nobody out and keeps nobody.
"""

import math
import time
from collections import deque
from typing import TYPE_CHECKING

import gevent

from backend.core.fanout.frames import PING
from backend.core.fanout.peer import POLICY

if TYPE_CHECKING:
    from backend.core.fanout.limits import Limits
    from backend.core.fanout.peer import Peer
    from backend.core.fanout.probe import Probe

TICK = 1.0
TICKS_A_TURN = 6  # at least, so that a short interval of a test is kept as well


class Wheel:
    """Spokes of sessions, one of which is pinged each tick; a turn takes as long as the ping interval."""

    def __init__(self, limits: "Limits") -> None:
        self._limits = limits
        self._tick = min(TICK, limits.ping_every / TICKS_A_TURN)
        self._spokes: list[set[Peer]] = [set() for _ in range(math.ceil(limits.ping_every / self._tick))]
        self._at = 0
        self._strangers: deque[tuple[float, Peer]] = deque()
        self._probes: deque[tuple[float, Probe]] = deque()
        self._turning: gevent.Greenlet[[], None] | None = None

    def add(self, peer: "Peer") -> None:
        """Ping this session from one interval from now on."""
        self._spokes[self._at].add(peer)
        if self._turning is None or self._turning.dead:
            self._turning = gevent.spawn(self._turn)

    def expect_to_join(self, peer: "Peer") -> None:
        """End the session unless it joins a namespace soon."""
        self._strangers.append((time.monotonic() + self._limits.connect_within, peer))

    def expect_upgrade(self, probe: "Probe") -> None:
        """Close the WebSocket unless it completes the upgrade soon."""
        self._probes.append((time.monotonic() + self._limits.upgrade_within, probe))

    def _turn(self) -> None:
        due = time.monotonic()
        while True:
            due = max(due + self._tick, time.monotonic())
            gevent.sleep(due - time.monotonic())
            self._at = (self._at + 1) % len(self._spokes)
            self._ping(self._spokes[self._at], time.monotonic())
            self._end_overdue(time.monotonic())

    def _ping(self, spoke: "set[Peer]", now: float) -> None:
        for peer in list(spoke):
            if peer.closing:
                spoke.discard(peer)
            elif peer.is_late(now):
                peer.end(peer.engine.reason.PING_TIMEOUT, POLICY)
            else:
                peer.write(PING)

    def _end_overdue(self, now: float) -> None:
        while self._strangers and self._strangers[0][0] <= now:
            peer = self._strangers.popleft()[1]
            if not peer.joined and not peer.closing:
                peer.refuse("never connected", POLICY)
        while self._probes and self._probes[0][0] <= now:
            self._probes.popleft()[1].on_overdue()
