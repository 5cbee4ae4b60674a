"""People who write, over connections that stay open: one after the other as fast as they are answered, or at a pace.

One thread and one selector for all of them, so that what is measured is the server.
"""

import json
import selectors
import socket
import time
import uuid
from collections import deque
from collections.abc import Callable, Sequence

from bench.crowd import CHUNK, Reply, length_of, post

LONGEST_ANSWER = 30.0  # seconds
LINES = 16  # connections: those of a slow pace must not be idle for as long as the server closes them


class _Line:
    """One connection, and what has come over it since the last message went out."""

    __slots__ = ("came", "line", "port", "sent_at")

    def __init__(self, port: int) -> None:
        self.port, self.came, self.sent_at = port, b"", 0.0
        self.line = socket.create_connection(("127.0.0.1", port), 10)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.line.setblocking(False)

    def send(self, request: bytes) -> None:
        self.came, self.sent_at = b"", time.monotonic()
        self.line.send(request)

    def answer(self) -> Reply | None:
        """The answer once it is whole; one of status 0 when the connection ended."""
        data = self.line.recv(CHUNK)
        self.came += data
        head, split, body = self.came.partition(b"\r\n\r\n")
        at = time.monotonic()
        if split and len(body) >= length_of(head):
            return Reply(int(head.split(b" ", 2)[1]), body, at - self.sent_at, at)
        return None if data else Reply(at=at)


def say(
    port: int, request: Callable[[int], bytes], *, seconds: float, lines: int = LINES, rate: float = 0.0
) -> list[Reply]:
    """Send `request(0)`, `request(1)` and so on; with a rate so many a second, else each connection without pause."""
    idle, replies, number = deque(_Line(port) for _ in range(lines)), list[Reply](), 0
    with selectors.DefaultSelector() as selector:
        for line in idle:
            selector.register(line.line, selectors.EVENT_READ, line)
        began = time.monotonic()
        while (past := time.monotonic() - began) < seconds + LONGEST_ANSWER:
            due = int(past * rate) + 1 if rate else number + len(idle)
            while idle and number < due and past < seconds:
                idle[0].send(request(number))
                idle.popleft()
                number += 1
            if past >= seconds and len(replies) == number:
                break
            for key, _ in selector.select(0.002 if rate else 0.1):
                if reply := key.data.answer():
                    replies.append(reply)
                    idle.append(key.data)
    for line in idle:
        line.line.close()
    return replies


def message(port: int, channel_id: int, cookies: Sequence[str], text: Callable[[int], str]) -> Callable[[int], bytes]:
    """Requests that say something in a channel, everybody in turn."""

    def request(number: int) -> bytes:
        body = json.dumps({"client_id": str(uuid.uuid4()), "text": text(number)})
        return post(port, f"/api/channels/{channel_id}/messages", cookies[number % len(cookies)], body)

    return request
