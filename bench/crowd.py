"""A crowd that taps in the same moment: one request each, over connections that are open already.

One thread and one selector for all of them, so that what is measured is the server.
"""

import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 120.0  # seconds for a whole rush
CHUNK = 65_536


@dataclass(slots=True)
class Reply:
    """What one of them was answered: HTTP status, body, and the seconds from the tap; status 0 when never.

    `at` is when the answer came (time.monotonic).
    """

    status: int = 0
    body: bytes = b""
    seconds: float = 0.0
    at: float = 0.0


class _Tap:
    """One connection and what has come over it."""

    __slots__ = ("came", "line", "reply", "request")

    def __init__(self, port: int, request: bytes) -> None:
        self.line = socket.create_connection(("127.0.0.1", port), 10)
        self.line.setblocking(False)
        self.request, self.came, self.reply = request, b"", Reply()

    def is_answered(self, now: float) -> bool:
        """Take in what came; True once the whole answer is there, or never will be."""
        data = self.line.recv(CHUNK)
        self.came += data
        head, split, body = self.came.partition(b"\r\n\r\n")
        whole = bool(split) and len(body) >= length_of(head)
        if whole:
            self.reply = Reply(int(head.split(b" ", 2)[1]), body, now, time.monotonic())
        return whole or not data


def length_of(head: bytes) -> int:
    """How long the body is that follows this head."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


def post(port: int, path: str, cookie: str, body: str) -> bytes:
    """A request as a page of this server makes it."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Sec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def rush(requests: Sequence[tuple[int, bytes]]) -> list[Reply]:
    """Send every request (port, bytes) at once and wait for all answers, in the order of the requests."""
    taps = [_Tap(port, request) for port, request in requests]
    with selectors.DefaultSelector() as selector:
        for tap in taps:
            selector.register(tap.line, selectors.EVENT_READ, tap)
        began = time.monotonic()
        for tap in taps:
            tap.line.send(tap.request)
        while selector.get_map() and time.monotonic() - began < LONGEST:
            for key, _ in selector.select(1):
                if key.data.is_answered(time.monotonic() - began):
                    selector.unregister(key.fileobj)
    for tap in taps:
        tap.line.close()
    return [tap.reply for tap in taps]
