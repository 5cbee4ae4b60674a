"""Puts out who may no longer hear: at once when told of it, and by the clock whatever nobody told.

A session that was ended by hand, by age, or in another process whose word was lost is found within a minute; all
sessions are looked up in one query.
"""

import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence

import structlog

from backend.core import db, fanout, feed, metrics
from backend.core.door.sockets import Socket, Sockets
from backend.core.errors import NotFound, SignedOut
from backend.core.feed import Reader
from backend.core.frames import encode
from schemas.words import RefusalCode

log = structlog.get_logger()

ROUND_EVERY = 60.0  # seconds between two looks at everybody
LAPSED_EVERY = 3.0  # seconds between two looks at those whose right to a stream may end by the clock
STEP = 1.0
PAUSE = 1.0  # seconds before the database is asked again

Standing = Callable[[Collection[int]], Mapping[int, Reader]]
Leave = Callable[[Socket, str], None]


class Keeper:
    """Looks at sockets anew. `standing(device ids)` tells which sessions live, `leave` takes a socket out."""

    def __init__(self, sockets: Sockets, standing: Standing, leave: Leave) -> None:
        self._sockets, self._standing, self._leave = sockets, standing, leave
        self.suspicions = 0
        self._suspects: set[int] = set()
        self._awake = threading.Event()
        self._rounded = self._lapsed = time.monotonic()
        self._runner: threading.Thread | None = None

    def start(self) -> None:
        """Begin; the second time does nothing."""
        if self._runner is None:
            self._runner = threading.Thread(target=self._run, name="keeper", daemon=True)
            self._runner.start()

    def suspect(self, person_id: int) -> None:
        """This person's rights changed: whatever they open from now on is looked at anew, and soon what they hear."""
        self.suspicions += 1
        theirs = self._sockets.of_person(person_id)
        for socket in theirs:
            socket.doubts += 1
        if theirs:
            self._suspects.add(person_id)
            self._awake.set()

    def _run(self) -> None:
        while True:
            self._awake.wait(STEP)
            self._awake.clear()
            try:
                self._turn()
            except Exception as error:  # noqa: BLE001 - it must never end: who was not looked at is looked at again
                log.warning("keeper.waits", error=type(error).__name__)
                time.sleep(PAUSE)
                self._awake.set()

    def _turn(self) -> None:
        for silent in self._sockets.silent():
            self.put_out(silent, "silent visitor")
        suspects = set(self._suspects)
        self.look_at([socket for person_id in suspects for socket in self._sockets.of_person(person_id)])
        self._suspects -= {person_id for person_id in suspects if not self._any_stale(person_id)}
        if time.monotonic() - self._lapsed >= LAPSED_EVERY:
            self.look_at([socket for socket in self._sockets.signed_in() if _may_lapse(socket)])
            self._lapsed = time.monotonic()
        if time.monotonic() - self._rounded >= ROUND_EVERY:
            self.look_at(self._sockets.signed_in())
            self._rounded = time.monotonic()

    def _any_stale(self, person_id: int) -> bool:
        return any(socket.stale for socket in self._sockets.of_person(person_id))

    def look_at(self, sockets: Sequence[Socket]) -> None:
        """Put out whose session has ended, and out of its streams who may no longer hear them."""
        if not sockets:
            return
        asked = [(socket, socket.doubts) for socket in sockets]  # a doubt from here on is not settled by this answer
        living = self._standing({socket.reader.device_id for socket in sockets if socket.reader})
        for socket, doubts in asked:
            if doubts < socket.settled:
                continue  # a later look was answered first
            reader = living.get(socket.reader.device_id) if socket.reader else None
            if socket.reader is not None and reader is None:
                self._sign_out(socket)
            else:
                socket.reader = reader
                self._close_what_is_not_theirs(socket)
            socket.settled = doubts

    def _close_what_is_not_theirs(self, socket: Socket) -> None:
        for stream in _not_public(socket):
            with db.reading() as session:
                may = feed.may_open(session, socket.reader, stream)
            if not may:
                self._tell_out(socket, stream, NotFound.code)

    def _sign_out(self, socket: Socket) -> None:
        for stream in _not_public(socket):
            self._tell_out(socket, stream, SignedOut.code)
        self.put_out(socket, "signed out")

    def _tell_out(self, socket: Socket, stream: str, code: RefusalCode) -> None:
        """Out of the stream first, so that nothing follows the word."""
        self._leave(socket, stream)
        fanout.send_to(socket.sid, fanout.frame("out", encode({"stream": stream, "code": code})))

    @staticmethod
    def put_out(socket: Socket, why: str) -> None:
        """Close the socket; nothing it says from now on is heard."""
        socket.gone = True
        metrics.PUT_OUT.labels(why).inc()
        fanout.put_out(socket.sid, why)


def _not_public(socket: Socket) -> list[str]:
    sorts = ((stream, feed.sort_of(stream)) for stream in socket.streams)
    return sorted(stream for stream, sort in sorts if sort is None or not sort.public)


def _may_lapse(socket: Socket) -> bool:
    return any(sort is not None and sort.lapses for sort in map(feed.sort_of, set(socket.streams)))
