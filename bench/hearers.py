"""Thousands of phones that hear a channel, some of them by long-polling, played by one process with one selector.

Each message says when it was sent, by the machine's one clock that never goes back; a phone notes how long it took to
reach it. Nothing else is done with a frame, so that what is measured is the way there.
"""

import json
import multiprocessing
import re
import resource
import selectors
import socket
import time
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from bench.crowd import CHUNK, length_of
from bench.watchers import AT_ONCE, Phone

SENT = re.compile(rb'"text": ?"sent (\d+) ')
GONE = re.compile(rb'"id": ?(\d+), ?"rev": ?\d+, ?"removed": ?true')
POLLING = "/socket.io/?EIO=4&transport=polling"
SEPARATOR = b"\x1e"
LONGEST_ARRIVAL = 120.0  # seconds
STRAGGLERS = 15.0  # seconds that are waited for the last message
MICROSECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Heard:
    """What came to all of them: the seconds each message took to each phone, and how many records each phone heard.

    `gone` are messages that were removed: on how many phones, and when on the last (by the clock that never goes back).
    """

    late: Sequence[float]
    messages: Sequence[int]
    gone: Mapping[int, tuple[int, float]]


class Hearer(Phone):
    """One on a WebSocket."""

    __slots__ = ("gone", "late", "messages")

    def __init__(self, port: int, cookie: str) -> None:
        super().__init__(port, cookie)
        self.late, self.messages, self.gone = array("f"), 0, dict[int, float]()

    def _hear(self, text: bytes, stream: str, wanted: bytes) -> None:
        if text.startswith(b'42["changes"'):
            _note(self, text)
        else:
            super()._hear(text, stream, wanted)


class PollingHearer:
    """One that never gets a WebSocket: a request that waits, and then the next."""

    __slots__ = ("_cookie", "_port", "_sid", "came", "gone", "is_open", "late", "line", "messages")

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie, self._sid, self.came, self.is_open = port, cookie, "", b"", False
        self.late, self.messages, self.gone = array("f"), 0, dict[int, float]()
        self.line = socket.create_connection(("127.0.0.1", port), 30)
        self._get()
        self.line.setblocking(False)

    def take(self, stream: str, _wanted: bytes) -> None:
        """Take in what came, and ask for more."""
        self.came += self.line.recv(CHUNK)
        head, split, body = self.came.partition(b"\r\n\r\n")
        if not split or len(body) < length_of(head):
            return
        self.came = b""
        said = [answer for packet in body.split(SEPARATOR) for answer in self._hear(packet, stream)]
        if said:
            self._post(SEPARATOR.join(said))
        else:
            self._get()

    def _hear(self, packet: bytes, stream: str) -> Iterator[bytes]:
        if packet.startswith(b"0{"):
            self._sid = json.loads(packet[1:])["sid"]
            yield b"40"
        elif packet.startswith(b"40"):
            yield b"420" + json.dumps(["open", {"stream": stream, "since": 0}]).encode()
        elif packet.startswith(b"430"):
            self.is_open = True
        elif packet == b"2":
            yield b"3"
        elif packet.startswith(b'42["changes"'):
            _note(self, packet)

    def _get(self) -> None:
        self._send(f"GET {self._path()} HTTP/1.1\r\n{self._head()}\r\n".encode())

    def _post(self, body: bytes) -> None:
        head = f"POST {self._path()} HTTP/1.1\r\n{self._head()}Content-Type: text/plain\r\n"
        self._send(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)

    def _send(self, request: bytes) -> None:
        self.line.send(request)

    def _path(self) -> str:
        return f"{POLLING}&sid={self._sid}" if self._sid else POLLING

    def _head(self) -> str:
        here = f"127.0.0.1:{self._port}"
        return f"Host: {here}\r\nOrigin: http://{here}\r\nCookie: {self._cookie}\r\n"


def _note(phone: Hearer | PollingHearer, frame: bytes) -> None:
    now = time.monotonic_ns() // 1000
    for sent in SENT.findall(frame):
        phone.messages += 1
        phone.late.append((now - int(sent)) / MICROSECOND)
    for number in GONE.findall(frame):
        phone.messages += 1
        phone.gone[int(number)] = now / MICROSECOND


def stamp(number: int) -> str:
    """The text of a message that is sent now."""
    return f"sent {time.monotonic_ns() // 1000} number {number}: who has seen the room where the bloggers meet?"


class Hearers:
    """The process that plays them, one in `polling_of` by long-polling; `ready` once all hear the stream."""

    def __init__(self, port: int, cookies: Sequence[str], stream: str, *, polling_of: int) -> None:
        self._end, theirs = multiprocessing.Pipe()
        given = (theirs, port, cookies, stream, polling_of)
        self._process = multiprocessing.Process(target=_play, args=given, daemon=True)
        self._process.start()
        self.ready: bool = self._end.poll(LONGEST_ARRIVAL) and self._end.recv()

    def heard(self, messages: int) -> Heard:
        """What they heard, once each has heard so many messages or their time is up."""
        self._end.send(messages)
        heard: Heard = self._end.recv()
        self._process.join()
        return heard


def _play(end: Connection, port: int, cookies: Sequence[str], stream: str, polling_of: int) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    phones = list[Hearer | PollingHearer]()
    with selectors.DefaultSelector() as selector:

        def until(done: Callable[[], bool], give_up: float) -> bool:
            while not done() and time.monotonic() < give_up:
                for key, _ in selector.select(0.05):
                    key.data.take(stream, b"")
            return done()

        give_up = time.monotonic() + LONGEST_ARRIVAL
        for first in range(0, len(cookies), AT_ONCE):
            last = min(first + AT_ONCE, len(cookies))
            some = [_phone(place, port, cookies[place], polling_of) for place in range(first, last)]
            for phone in some:
                selector.register(phone.line, selectors.EVENT_READ, phone)
            phones += some
            until(lambda some=some: all(phone.is_open for phone in some), give_up)  # type: ignore[misc] # mypy on defaults
        end.send(all(phone.is_open for phone in phones))
        until(end.poll, float("inf"))
        messages: int = end.recv()
        until(lambda: all(phone.messages >= messages for phone in phones), time.monotonic() + STRAGGLERS)
    late, gone = array("f"), dict[int, tuple[int, float]]()
    for phone in phones:
        late.extend(phone.late)
        for number, at in phone.gone.items():
            count, last = gone.get(number, (0, 0.0))
            gone[number] = count + 1, max(last, at)
    end.send(Heard(late, [phone.messages for phone in phones], gone))


def _phone(place: int, port: int, cookie: str, polling_of: int) -> Hearer | PollingHearer:
    polls = place % polling_of == 0
    return PollingHearer(port, cookie) if polls else Hearer(port, cookie)
