"""A phone on the socket: WebSocket, Engine.IO 4 and Socket.IO 5 by hand, as the protocol documents say."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, Ping, RejectConnection, Request, TextMessage
from wsproto.utilities import LocalProtocolError

SOCKET_PATH = "/socket.io/?EIO=4&transport=websocket"
LONG = 3600.0  # seconds


class NotLetIn(Exception):
    """The server refused the handshake."""


class Wire(Protocol):
    """One of the two transports: Engine.IO packets go and come."""

    frozen: threading.Event

    def packets(self) -> Iterator[str]: ...
    def send(self, text: str) -> None: ...
    def close(self) -> None: ...


class SocketPhone:
    """Connected from the start; `heard` is every event in order, as (name, what was said).

    `trusting` is the certificate of the server, where it speaks TLS.
    """

    def __init__(
        self, address: str, *, token: str = "", origin: str = "", cookies: str = "", trusting: Path | None = None
    ) -> None:
        self.heard: list[tuple[str, Any]] = []
        self.closed = threading.Event()
        self._answers: dict[int, Any] = {}
        self._news = threading.Condition()
        self._asked = 0
        cookie = "; ".join(filter(None, [f"fireside={token}" if token else "", cookies]))
        headers = {"Origin": origin or address} | ({"Cookie": cookie} if cookie else {})
        self._wire = self._dial(address, headers, trusting)
        self._packets = self._wire.packets()
        self._open()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _dial(self, address: str, headers: dict[str, str], trusting: Path | None) -> Wire:
        return _WebSocket(address, headers, trusting)

    def _open(self) -> None:
        """Shake hands with both protocols."""
        for said, begins in (("", "0"), ("40", "40")):
            if said:
                self._wire.send(said)
            answer = next(self._packets, "")
            if not answer.startswith(begins):
                self._wire.close()
                raise NotLetIn(answer)

    def _read(self) -> None:
        try:
            with suppress(OSError, LocalProtocolError):  # gone while it was answered
                for packet in self._packets:
                    self._take(packet)
        finally:
            with self._news:
                self.closed.set()
                self._news.notify_all()

    def _take(self, packet: str) -> None:
        if packet == "2":
            self._wire.send("3")
        elif packet == "41":
            self._wire.close()
        elif packet.startswith(("42", "43")):
            body = packet[2:]
            number, bracket, rest = body.partition("[")
            said = json.loads(bracket + rest)
            with self._news:
                if packet[1] == "3":
                    self._answers[int(number)] = said[0]
                else:
                    self.heard.append((said[0], said[1]))
                self._news.notify_all()

    def say(self, event: str, *said: Any) -> None:
        self._wire.send(f"42{json.dumps([event, *said])}")

    def ask(self, event: str, *said: Any, seconds: float = 10) -> Any:
        """Say something and wait for the acknowledgement."""
        self._asked += 1
        number = self._asked
        self._wire.send(f"42{number}{json.dumps([event, *said])}")
        self.until(lambda: number in self._answers, seconds)
        return self._answers.pop(number)

    def open(self, stream: str, since: int = 0) -> Any:
        return self.ask("open", {"stream": stream, "since": since})

    def all(self, event: str) -> list[Any]:
        """What was said in every event of this name so far."""
        return [said for name, said in list(self.heard) if name == event]

    def until(self, what: Callable[[], bool], seconds: float = 10) -> None:
        give_up = time.monotonic() + seconds
        with self._news:
            while not what():
                left = give_up - time.monotonic()
                assert left > 0, f"It did not come; heard: {self.heard[-5:]}"
                self._news.wait(min(left, 0.2))

    def wait_for(self, event: str, count: int = 1, seconds: float = 10) -> Any:
        """The newest event of this name, once there are so many."""
        self.until(lambda: len(self.all(event)) >= count, seconds)
        return self.all(event)[count - 1]

    def wait_for_more(self, count: int, seconds: float) -> None:
        """Return once more than `count` frames of changes were heard, the connection ended, or time is up."""
        with self._news:
            self._news.wait_for(lambda: self.closed.is_set() or len(self.all("changes")) > count, seconds)

    def freeze(self) -> None:
        """Read no more, as a phone in a pocket does."""
        self._wire.frozen.set()

    def hang_up(self) -> None:
        self._wire.close()
        self._reader.join(timeout=5)


class _WebSocket:
    """A WebSocket client of few words."""

    def __init__(self, address: str, headers: dict[str, str], trusting: Path | None) -> None:
        place = urlsplit(address)
        self._socket = socket.create_connection((place.hostname or "", place.port or 80), timeout=10)
        if trusting:
            secure = ssl.create_default_context(cafile=str(trusting))
            self._socket = secure.wrap_socket(self._socket, server_hostname=place.hostname)
        self._protocol = WSConnection(ConnectionType.CLIENT)
        extra = [(name.encode(), text.encode()) for name, text in headers.items()]
        hello = Request(host=place.netloc, target=SOCKET_PATH, extra_headers=extra)
        self._writing = threading.Lock()
        self.frozen, self.ended = threading.Event(), threading.Event()
        self._socket.sendall(self._protocol.send(hello))
        answer = next(self._events(), None)
        if not isinstance(answer, AcceptConnection):
            self._socket.close()
            raise NotLetIn(answer)
        self._socket.settimeout(
            LONG
        )  # and not for ever: TLS is then waited for outside the library, and may be written

    def _events(self) -> Iterator[Any]:
        while True:
            yield from self._protocol.events()
            if self.frozen.is_set():
                self.ended.wait()
            try:
                received = self._socket.recv(65536)
            except OSError:
                return
            if not received:
                return
            self._protocol.receive_data(received)

    def packets(self) -> Iterator[str]:
        """Every whole text message until the connection ends."""
        parts: list[str] = []
        for event in self._events():
            if isinstance(event, TextMessage):
                parts.append(event.data)
                if event.message_finished:
                    yield "".join(parts)
                    parts.clear()
            elif isinstance(event, Ping):
                self._write(event.response())
            elif isinstance(event, CloseConnection | RejectConnection):
                return

    def send(self, text: str) -> None:
        self._write(TextMessage(data=text))

    def _write(self, event: Any) -> None:
        with self._writing:
            self._socket.sendall(self._protocol.send(event))

    def close(self) -> None:
        self.ended.set()
        with suppress(OSError, LocalProtocolError):
            self._write(CloseConnection(code=1000))
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
