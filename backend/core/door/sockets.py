"""The sockets of this process: whose they are, what they hear, and how much each may still say."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from backend.core.feed import VISITORS, Reader

MOST_A_PERSON = 5
MOST_VISITORS = 2000
MOST_STREAMS = 50  # heard by one socket
EVENTS_A_SECOND = 100 / 60
BURST = 20
PATIENCE = 20  # events beyond the limit until the socket is put out
SILENT_FOR = 10.0  # seconds a visitor may stay without hearing anything


@dataclass(slots=True, eq=False)
class Socket:
    """One socket. `doubts` counts how often its reader's rights may have changed, `settled` those looked into."""

    sid: str
    reader: Reader | None
    came: float = field(default_factory=time.monotonic)
    streams: set[str] = field(default_factory=set)
    doubts: int = 0
    settled: int = 0
    gone: bool = False
    allowance: float = BURST
    counted: float = field(default_factory=time.monotonic)

    @property
    def stale(self) -> bool:
        """Whether its reader's rights may have changed since they were looked up."""
        return self.doubts > self.settled

    def spend(self) -> bool:
        """Count one event; whether it is within the limit."""
        now = time.monotonic()
        self.allowance = min(BURST, self.allowance + (now - self.counted) * EVENTS_A_SECOND) - 1
        self.counted = now
        return self.allowance >= 0

    def tries_patience(self) -> bool:
        """Whether it went on talking long after it was told to stop."""
        return self.allowance < -PATIENCE


class Sockets:
    """Every socket, by its id and by person."""

    def __init__(self) -> None:
        self._all: dict[str, Socket] = {}
        self._of_person: dict[int, list[Socket]] = {}
        self._visitors: dict[str, Socket] = {}

    def full(self) -> bool:
        """Whether there is no room for another visitor."""
        return len(self._visitors) >= MOST_VISITORS

    def come(self, socket: Socket) -> list[Socket]:
        """Take the socket in; returns those of the same person that have to make room, oldest first."""
        self._all[socket.sid] = socket
        if socket.reader is None:
            self._visitors[socket.sid] = socket
            return []
        theirs = self._of_person.setdefault(socket.reader.id, [])
        theirs.append(socket)
        return theirs[:-MOST_A_PERSON]

    def go(self, sid: str) -> Socket | None:
        """Forget the socket; None when it was never taken in."""
        socket = self._all.pop(sid, None)
        if socket is None:
            return None
        socket.gone = True
        self._visitors.pop(sid, None)
        if socket.reader is not None:
            theirs = self._of_person[socket.reader.id]
            theirs.remove(socket)
            if not theirs:
                del self._of_person[socket.reader.id]
        return socket

    def get(self, sid: str) -> Socket | None:
        """The socket with this id."""
        return self._all.get(sid)

    def of_person(self, person_id: int) -> list[Socket]:
        """The sockets on which this person is signed in; those of all visitors for `feed.VISITORS`."""
        if person_id == VISITORS:
            return list(self._visitors.values())
        return list(self._of_person.get(person_id, ()))

    def people(self, sids: Iterable[str]) -> int:
        """How many people are on these sockets: a person once, each visitor's socket as one, none that is gone."""
        there = [socket for socket in map(self.get, sids) if socket]
        return len({socket.reader.id if socket.reader else socket.sid for socket in there})

    def signed_in(self) -> list[Socket]:
        """Every socket of somebody who is signed in."""
        return [socket for sockets in self._of_person.values() for socket in sockets]

    def silent(self) -> Iterable[Socket]:
        """The visitors that came a while ago and hear nothing."""
        latest = time.monotonic() - SILENT_FOR
        return [socket for socket in self._visitors.values() if socket.came < latest and not socket.streams]

    def counts(self) -> dict[str, float]:
        """How many there are, for the metrics."""
        return {"sockets_known": len(self._all), "sockets_visitors": len(self._visitors)}
