"""Where a client's bytes go: a WebSocket that is written to without waiting, or a mailbox until the client polls.

Both keep a backlog only while the client is behind: references to the shared frames, not copies. `behind` is its
size in bytes; `hold` refuses, and so ends the connection, once more than the limit waits already. One message may
be of any size (a first answer is large), so the backlog is bounded by the limit and one message.
"""

import contextlib
import socket
from collections import deque
from collections.abc import Callable
from typing import Protocol

from gevent import get_hub

from backend.core.fanout.frames import closing

Bytes = bytes | memoryview
FLAGS = socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL
READ, WRITE = 1, 2
CHUNK = 64 * 1024
MOST_PARTS = 64  # joined into one write
LINGER_SECONDS = 2.0
LINGER_BYTES = 4 * 1024 * 1024


class Watcher(Protocol):
    """What gevent's event loop gives for a file descriptor or a time."""

    def start(self, callback: Callable[[], None]) -> None:
        """Call back from the event loop."""

    def stop(self) -> None:
        """Call back no more."""

    def close(self) -> None:
        """Give the watcher up."""


class Ears(Protocol):
    """Who hears what comes in. All of it runs in the event loop and must not wait."""

    def on_bytes(self, data: bytes) -> None:
        """The client sent something."""

    def on_lost(self) -> None:
        """The client went away."""

    def on_slow(self) -> None:
        """The client does not take what it is sent."""


class Backlog:
    """What waits for a client that is behind."""

    __slots__ = ("_limit", "_parts", "behind")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: deque[Bytes] | None = None
        self.behind = 0

    def keep(self, data: Bytes) -> bool:
        """Append; False when more than the limit waits already."""
        if self.behind > self._limit:
            return False
        if self._parts is None:
            self._parts = deque()
        self._parts.append(data)
        self.behind += len(data)
        return True

    def take(self, parts: int | None = None) -> bytes:
        """Take out so many parts, or everything, as one piece."""
        if self._parts is None:
            return b""
        taken = [self._parts.popleft() for _ in range(min(parts or len(self._parts), len(self._parts)))]
        if not self._parts:
            self._parts = None
        data = b"".join(taken)
        self.behind -= len(data)
        return data

    def put_back(self, data: Bytes) -> None:
        """What could not be written after all."""
        if self._parts is None:
            self._parts = deque()
        self._parts.appendleft(data)
        self.behind += len(data)


class Mailbox(Backlog):
    """Keeps what a long-polling client has not fetched; `arrived` is called when something came."""

    __slots__ = ("arrived",)

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.arrived: Callable[[], None] | None = None

    def send(self, _data: bytes, _flags: int) -> int:
        """Nothing can be written before the client polls."""
        return 0

    def hold(self, data: Bytes) -> bool:
        """Keep these bytes; False when the client is too far behind."""
        kept = self.keep(data)
        if kept and self.arrived:
            self.arrived()
        return kept

    def write(self, data: bytes) -> bool:
        """As `hold`."""
        return self.hold(data)


class Wire(Backlog):
    """A WebSocket's connection, watched by the event loop: no greenlet waits for it."""

    __slots__ = ("_ears", "_leaving", "_raw", "_reading", "_timer", "_writing", "send")

    def __init__(self, raw: socket.socket, ears: Ears, limit: int) -> None:
        super().__init__(limit)
        self._raw = raw
        self._ears = ears
        self._leaving = False
        self.send = raw.send
        self._writing: Watcher | None = None
        self._timer: Watcher | None = None
        self._reading: Watcher | None = get_hub().loop.io(raw.fileno(), READ)
        self._reading.start(self._on_readable)

    def belongs_to(self, ears: Ears) -> None:
        """Hand the connection over, when an upgrade succeeded."""
        self._ears = ears

    def write(self, data: bytes) -> bool:
        """Write now what the system takes and hold the rest; False when the client is too far behind."""
        if self._leaving:
            return True
        sent = 0
        if not self.behind:
            try:
                sent = self.send(data, FLAGS)
            except BlockingIOError:
                sent = 0
            except OSError:
                self._ears.on_lost()
                return True
        return sent == len(data) or self.hold(memoryview(data)[sent:] if sent else data)

    def hold(self, data: Bytes) -> bool:
        """Keep these bytes until the system takes them; False when the client is too far behind."""
        if self._leaving:
            return True
        if not self.keep(data):
            return False
        if self._writing is None:
            self._writing = get_hub().loop.io(self._raw.fileno(), WRITE)
            self._writing.start(self._on_writable)
        return True

    def leave(self, code: int, reason: str = "") -> None:
        """Say goodbye and let go. A client that takes what it is sent has a moment to read why it was closed."""
        if self._leaving:
            return
        self._leaving = True
        slow = self.behind > 0
        self._parts, self.behind = None, 0
        self._writing = _end(self._writing)
        if not slow and self._says(closing(code, reason)):
            self._linger()
        else:
            self._let_go()

    def _says(self, last: bytes) -> bool:
        try:
            self.send(last, FLAGS)
            self._raw.shutdown(socket.SHUT_WR)
        except OSError:
            return False
        return True

    def _linger(self) -> None:
        """Read past what the client was still sending: closing earlier would take the goodbye from it."""
        left = LINGER_BYTES

        def discard() -> None:
            nonlocal left
            try:
                data = self._raw.recv(CHUNK)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            left -= len(data)
            if not data or left < 0:
                self._let_go()

        if self._reading:
            self._reading.stop()
            self._reading.start(discard)
        self._timer = get_hub().loop.timer(LINGER_SECONDS)
        self._timer.start(self._let_go)

    def _let_go(self) -> None:
        self._reading = _end(self._reading)
        self._timer = _end(self._timer)
        with contextlib.suppress(OSError):
            self._raw.shutdown(socket.SHUT_RDWR)
        self._raw.close()

    def _on_readable(self) -> None:
        try:
            data = self._raw.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._ears.on_bytes(data)
        else:
            self._ears.on_lost()

    def _on_writable(self) -> None:
        data = self.take(MOST_PARTS)
        try:
            sent = self.send(data, FLAGS)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._ears.on_lost()
            return
        if sent < len(data):
            self.put_back(memoryview(data)[sent:])
        elif not self.behind:
            self._writing = _end(self._writing)


def _end(watcher: Watcher | None) -> Watcher | None:
    """Stop a watcher of the event loop; gives None, to put in its place."""
    if watcher is not None:
        watcher.stop()
        watcher.close()
    return None


Outlet = Mailbox | Wire
