"""The dispatcher, one per process: tells those who hear a stream what changed, in order and without a gap.

It is woken by bells (a commit of this process, a message of another) and looks by itself as well, so that a bell
that is lost costs time and never a change. A bell only says that there is something: what is told is always read
from the database, once per stream and turn whatever the audience, and encoded once.

Every stream that is heard has a *line*: the number up to which everybody on it has been told. Who opens the stream is
answered up to exactly that number and becomes a hearer in the same breath, under the line's lock, so that the
next frame begins where the answer ended. A stream that was quiet is told of at once; while changes keep coming
faster than they are told, it waits a little longer each time (up to 100 ms) and tells of several together. When one
commit moves the streams of thousands of people, those that most hear go first, and requests have their turn between.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any

import structlog

from backend.core import db, feed, metrics
from backend.core.frames import Frames, encode

log = structlog.get_logger()

LONGEST_REST = 0.1  # seconds between two frames of a stream in a storm
SHARE = 0.5  # of the time a frame took, to gather more before the next
SWEEP_ALONE = 1.0  # seconds between two looks when no bell of other processes can be heard
SWEEP_BESIDE_BELLS = 5.0
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0  # seconds before the database is tried again
AT_ONCE = 16  # streams told of in one turn
STUCK_AFTER = 15.0  # seconds without a turn: then it is not alive

Send = Callable[[str, bytes], int]
Count = Callable[[str], int]


class Line:
    """A stream that is heard; `told` is the number up to which everybody on it knows, None before the first answer."""

    __slots__ = ("announced", "dropped", "lock", "name", "pause", "rest_until", "told")

    def __init__(self, name: str) -> None:
        self.name = name
        self.lock = threading.Lock()
        self.told: int | None = None
        self.announced = 0  # the highest number a bell spoke of
        self.rest_until = 0.0
        self.pause = 0.0
        self.dropped = False


@dataclass(slots=True)
class _Pulse:
    """How the dispatcher is doing, for the outside and for its own patience."""

    turned: float = field(default_factory=time.monotonic)
    swept: float = field(default_factory=time.monotonic)
    pause: float = 0.0


class Dispatcher:
    """Tells of changes. `send(stream, frame)` writes to all who hear it; `count(stream)` says how many these are."""

    def __init__(self, send: Send, count: Count, *, sweep: Callable[[], float] = lambda: SWEEP_ALONE) -> None:
        self._send, self._count, self._sweep_every = send, count, sweep
        self._frames = Frames()
        self._lines: dict[str, Line] = {}
        self._dirty: dict[str, float] = {}  # stream -> not before (monotonic seconds)
        self._awake = threading.Event()
        self._pulse = _Pulse()
        self._runner: threading.Thread | None = None
        self._ended = False

    def start(self) -> None:
        """Begin; the second time does nothing."""
        if self._runner is None:
            self._pulse.turned = time.monotonic()
            self._runner = threading.Thread(target=self._run, name="dispatcher", daemon=True)
            self._runner.start()

    def stop(self) -> None:
        """Tell what is still to be told, and end."""
        self._ended = True
        self._awake.set()
        if self._runner is not None:
            self._runner.join(timeout=LONGEST_PAUSE)

    def alive(self) -> bool:
        """Whether it had a turn lately."""
        return self._runner is not None and time.monotonic() - self._pulse.turned < STUCK_AFTER

    def hears(self, stream: str) -> bool:
        """Whether anybody of this process hears the stream."""
        return stream in self._lines

    def left(self, stream: str) -> None:
        """Somebody no longer hears the stream; after the last it is let go."""
        if line := self._lines.get(stream):
            self._drop_if_unheard(line)

    def ring(self, heads: Mapping[str, int]) -> None:
        """Take notice that these streams moved; cheap, for whoever has just committed."""
        rung = False
        for name, head in heads.items():
            line = self._lines.get(name)
            if line is not None and head != line.told:
                line.announced = max(line.announced, head)
                self._dirty.setdefault(name, line.rest_until)
                rung = True
        if rung:
            self._awake.set()

    def look_soon(self) -> None:
        """Look at every stream at once: bells may have been missed."""
        self._pulse.swept = 0.0
        self._awake.set()

    def open(self, stream: str, since: int, join: Callable[[], None]) -> bytes:
        """The encoded frame after `since`; `join` is called in the same breath, and may raise to refuse.

        Nothing yields between `join` and the return, so that under gevent no frame overtakes the answer.
        """
        while True:
            line = self._lines.setdefault(stream, Line(stream))
            with line.lock:
                if line.dropped:
                    continue
                body = self._answer(line, since)
                join()
                return body

    def _answer(self, line: Line, since: int) -> bytes:
        if line.told is not None and line.name in self._dirty:
            self._tell(line)
        self._tell_up_to(line, since)
        if line.told is None:
            frame = _read(line.name, since, None)
            line.told = int(frame["head"])
            return self._kept(line, frame)
        begin = 0 if feed.resets(line.told, since) else since
        if (kept := self._frames.get(line.name, begin)) is not None:
            metrics.CATCH_UPS.labels("kept").inc()
            return kept
        return self._kept(line, _read(line.name, since, line.told))

    def _tell_up_to(self, line: Line, since: int) -> None:
        """Go on, a page at a time, to where somebody knows more than was told."""
        before = -1
        while line.told is not None and before < line.told < since:
            before = line.told
            self._tell(line)

    def _kept(self, line: Line, frame: Mapping[str, Any]) -> bytes:
        metrics.CATCH_UPS.labels("read").inc()
        body = encode(frame)
        self._frames.keep(line.name, int(frame["since"]), body)
        return body

    def _run(self) -> None:
        while not self._ended:
            try:
                self._turn()
                self._pulse.pause = 0.0
                time.sleep(0)  # whatever there is to do, the requests have their turn
            except Exception as error:  # noqa: BLE001 - it must never end: what was not told stays to be told
                self._pulse.pause = min(LONGEST_PAUSE, self._pulse.pause * 2 or FIRST_PAUSE)
                log.warning("dispatcher.waits", error=type(error).__name__, seconds=self._pulse.pause)
                time.sleep(self._pulse.pause)
            self._pulse.turned = time.monotonic()

    def _turn(self) -> None:
        """Wait until there is something to do, and do it."""
        self._awake.wait(self._idle_for())
        self._awake.clear()
        if time.monotonic() - self._pulse.swept >= self._sweep_every():
            self._sweep()
        due = nlargest(AT_ONCE, self._due(), key=lambda line: self._count(line.name))
        heads = _heads(due) if len(due) > 1 else {}
        for line in due:
            self._try(line, heads.get(line.name))

    def _due(self) -> Iterator[Line]:
        """The lines that are to be told of now."""
        now = time.monotonic()
        for name, due in list(self._dirty.items()):
            line = self._lines.get(name)
            if line is None:
                self._dirty.pop(name, None)
            elif due <= now:
                yield line

    def _try(self, line: Line, head: int | None) -> None:
        """Tell of this line; what fails is tried again later and holds up no other."""
        try:
            with line.lock:
                if line.dropped:  # while this waited for its turn
                    return
                self._tell(line, head)
            line.pause = 0.0
        except Exception as error:  # noqa: BLE001 - a fault of one stream is not one of the others
            line.pause = min(LONGEST_PAUSE, line.pause * 2 or FIRST_PAUSE)
            if not line.dropped:
                self._dirty[line.name] = time.monotonic() + line.pause
            log.warning("stream.not_told", stream=line.name, error=type(error).__name__, seconds=line.pause)

    def _idle_for(self) -> float:
        """Seconds until the next thing that is known to be due."""
        now = time.monotonic()
        next_look = self._pulse.swept + self._sweep_every()
        return max(0.0, min([next_look, *self._dirty.values()]) - now)

    def _sweep(self) -> None:
        """Find what no bell announced, and let go of lines that nobody is on."""
        self._pulse.swept = time.monotonic()
        for line in list(self._lines.values()):
            self._drop_if_unheard(line)
        if self._lines:
            with db.reading() as session:
                self.ring(feed.heads_of(session, list(self._lines)))

    def _drop_if_unheard(self, line: Line) -> None:
        if self._count(line.name) or not line.lock.acquire(blocking=False):
            return
        try:
            if not self._count(line.name):
                line.dropped = True
                self._lines.pop(line.name, None)
                self._dirty.pop(line.name, None)
                self._frames.forget(line.name)
        finally:
            line.lock.release()

    def _tell(self, line: Line, head: int | None = None) -> None:
        """Tell everybody on the line what changed, a page at the most; the caller holds its lock.

        A mark that comes while this reads stays: what it announces may be too late for this reading. A `head` that was
        read a moment ago is of use unless more has been told or announced since.
        """
        began, told = time.monotonic(), line.told
        self._dirty.pop(line.name, None)
        if told is None:
            return
        try:
            known = head if head is not None and head > told and head >= line.announced else None
            frame = _read(line.name, told, told + feed.PAGE if told else None, head=known)
        except Exception:
            self._dirty[line.name] = began
            raise
        if frame["head"] != told:
            self._send_on(line, frame)
            self._rest(line, took=time.monotonic() - began, whole_page=int(frame["head"]) - told == feed.PAGE)

    def _send_on(self, line: Line, frame: Mapping[str, Any]) -> None:
        body = encode(frame)
        self._frames.forget(line.name)
        self._frames.keep(line.name, int(frame["since"]), body)
        line.told = int(frame["head"])
        metrics.CHANGES.inc()
        self._send(line.name, body)

    def _rest(self, line: Line, *, took: float, whole_page: bool) -> None:
        """Let more gather before the next frame if changes came while this one was told."""
        metrics.TURN_SECONDS.observe(took)
        storm = whole_page or line.announced > (line.told or 0)
        line.rest_until = time.monotonic() + min(LONGEST_REST, took * SHARE) if storm else 0.0
        if storm:
            self._dirty[line.name] = line.rest_until
            self._awake.set()
        else:
            self._dirty.pop(line.name, None)


def _heads(lines: Sequence[Line]) -> dict[str, int]:
    with db.reading() as session:
        return feed.heads_of(session, [line.name for line in lines])


def _read(stream: str, since: int, upto: int | None, *, head: int | None = None) -> dict[str, Any]:
    with db.reading() as session:
        return feed.changes_since(session, stream, since, upto=upto, head=head)
