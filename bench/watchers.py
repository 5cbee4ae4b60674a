"""Thousands of phones that watch one stream over WebSockets, played by one process with one selector.

They speak Socket.IO as a browser does (open the session, join, open the stream, answer pings), and note when the text
they wait for reaches each of them.
"""

import json
import multiprocessing
import resource
import selectors
import socket
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

PATH = "/socket.io/?EIO=4&transport=websocket"
MASK = b"\0\0\0\0"  # nothing is hidden here, and a mask of noughts is one
LONGEST = 90.0  # seconds for all of it
AT_ONCE = 256  # handshakes under way
CHUNK = 262_144
SHORT, MEDIUM = 125, 126


@dataclass(frozen=True, slots=True)
class Seen:
    """When each of them saw what it waited for (time.monotonic, 0 for never), and how many frames came to all."""

    at: Sequence[float]
    frames: int


class Phone:
    """One of them."""

    __slots__ = ("came", "frames", "is_open", "line", "seen_at", "shaken", "step")

    def __init__(self, port: int, cookie: str) -> None:
        self.line = socket.create_connection(("127.0.0.1", port), 30)
        self.came, self.shaken, self.is_open, self.seen_at, self.frames = b"", False, False, 0.0, 0
        ask = (
            f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )
        self.line.sendall(ask.encode())
        self.line.setblocking(False)

    def take(self, stream: str, wanted: bytes) -> None:
        """Take in what came, and answer it."""
        self.came += self.line.recv(CHUNK)
        if not self.shaken:
            head, split, rest = self.came.partition(b"\r\n\r\n")
            if not split:
                return
            self.shaken, self.came = head.startswith(b"HTTP/1.1 101"), rest
        for text in self._texts():
            self._hear(text, stream, wanted)

    def _hear(self, text: bytes, stream: str, wanted: bytes) -> None:
        if text.startswith(b"0{"):
            self._say("40")
        elif text.startswith(b"40"):
            self._say("420" + json.dumps(["open", {"stream": stream, "since": 0}]))
        elif text.startswith(b"430"):
            self.is_open = True
        elif text == b"2":
            self._say("3")
        elif text.startswith(b'42["changes"'):
            self.frames += 1
            if wanted in text and not self.seen_at:
                self.seen_at = time.monotonic()

    def _say(self, text: str) -> None:
        self.line.send(b"\x81" + bytes([0x80 | len(text)]) + MASK + text.encode())

    def _texts(self) -> Iterator[bytes]:
        """The whole frames that came; what is cut off waits for the rest."""
        while len(self.came) >= 2:
            size, begin = self.came[1], 2
            if size == MEDIUM:
                size, begin = (struct.unpack("!H", self.came[2:4])[0] if len(self.came) >= 4 else CHUNK), 4
            elif size > MEDIUM:
                size, begin = (struct.unpack("!Q", self.came[2:10])[0] if len(self.came) >= 10 else CHUNK**2), 10
            if len(self.came) < begin + size:
                return
            text, self.came = self.came[begin : begin + size], self.came[begin + size :]
            yield text


class Watchers:
    """The process that plays them; `ready` once all hear the stream."""

    def __init__(self, port: int, cookies: Sequence[str], stream: str, wanted: bytes) -> None:
        self._end, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=_play, args=(theirs, port, cookies, stream, wanted), daemon=True)
        self._process.start()
        self.ready: bool = self._end.poll(LONGEST) and self._end.recv()

    def seen(self) -> Seen:
        """What they saw, once all have or their time is up."""
        seen: Seen = self._end.recv()
        self._process.join()
        return seen


def _play(end: Connection, port: int, cookies: Sequence[str], stream: str, wanted: bytes) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    give_up, phones = time.monotonic() + LONGEST, list[Phone]()
    with selectors.DefaultSelector() as selector:

        def until(done: Callable[[], bool]) -> bool:
            while not done() and time.monotonic() < give_up:
                for key, _ in selector.select(0.2):
                    key.data.take(stream, wanted)
            return done()

        for first in range(0, len(cookies), AT_ONCE):
            some = [Phone(port, cookie) for cookie in cookies[first : first + AT_ONCE]]
            for phone in some:
                selector.register(phone.line, selectors.EVENT_READ, phone)
            phones += some
            until(lambda some=some: all(phone.is_open for phone in some))  # type: ignore[misc] # mypy on defaults
        end.send(all(phone.is_open for phone in phones))
        until(lambda: all(phone.seen_at for phone in phones))
    end.send(Seen([phone.seen_at for phone in phones], sum(phone.frames for phone in phones)))
