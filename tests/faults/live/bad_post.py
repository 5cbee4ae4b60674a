"""A Redis whose post is bad: what is published arrives late, backwards, and some of it twice."""

import re
import socket
import time
from pathlib import Path

from tests.faults.live.relay import Relay, readable

HELD = 0.2  # seconds
LINE = re.compile(rb"[^\r\n]*\r\n")
OF_VALUES = {b"*": 1, b">": 1, b"~": 1, b"%": 2}
OF_BYTES = (b"$", b"=", b"!")
PUBLISHED = (b"*3\r\n$7\r\nmessage", b">3\r\n$7\r\nmessage")


class BadPost(Relay):
    """Stands before the Redis at a socket; `url` leads through it, `overtaken` counts what came after newer things."""

    def __init__(self, to: Path) -> None:
        self._to = str(to)
        self.overtaken = 0
        super().__init__()
        self.url = f"redis://127.0.0.1:{self.port}"

    def reach(self) -> socket.socket:
        far = socket.socket(socket.AF_UNIX)
        try:
            far.connect(self._to)
        except OSError:
            far.close()
            raise
        return far

    def carry(self, near: socket.socket, far: socket.socket) -> None:
        """Questions and answers go through at once, what was published is held and then handed over."""
        buffer, held, since = b"", [], 0.0
        while not self._ended.is_set():
            for source in readable(near, far):
                data = source.recv(65536)
                if not data:
                    return
                if source is near:
                    far.sendall(data)
                    continue
                values, buffer = _values(buffer + data)
                near.sendall(b"".join(value for value in values if not value.startswith(PUBLISHED)))
                since = since if held else time.monotonic()
                held += [value for value in values if value.startswith(PUBLISHED)]
            if held and time.monotonic() - since > HELD:
                near.sendall(b"".join([*reversed(held), held[-1]]))
                self.overtaken += len(held) - 1
                held = []


def _values(buffer: bytes) -> tuple[list[bytes], bytes]:
    """The whole values of Redis' protocol at the beginning, and the rest."""
    found, at = [], 0
    while (end := _end(buffer, at)) is not None:
        found.append(buffer[at:end])
        at = end
    return found, buffer[at:]


def _end(buffer: bytes, at: int) -> int | None:
    """Where the value that begins here ends; None when it is not all there."""
    line = LINE.match(buffer, at)
    if line is None:
        return None
    kind, end = buffer[at : at + 1], line.end()
    size = int(line.group()[1:]) if kind in OF_VALUES or kind in OF_BYTES else 0
    if kind in OF_BYTES and size >= 0:
        end += size + 2
    for _ in range(size * OF_VALUES.get(kind, 0)):
        inner = _end(buffer, end)
        if inner is None:
            return None
        end = inner
    return end if end <= len(buffer) else None
