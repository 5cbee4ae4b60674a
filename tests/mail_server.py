"""A mail server on this machine that keeps what it is given, and can be told to refuse or to break off."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

OK = b"250 Good"


class MailServer(socketserver.ThreadingTCPServer):
    """`answers(command, rest)` may say something else than yes; None goes on as usual, b"" breaks off."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Conversation)
        self.taken: list[EmailMessage] = []
        self.connections = 0
        self.answers: Callable[[str, str], bytes | None] = lambda _command, _rest: None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.taken if message["To"] == address]


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.connections += 1
        self._say(b"220 Hello")
        for line in self.rfile:
            command, _, rest = line.decode().strip().partition(" ")
            answer = self.server.answers(command.upper(), rest) or self._usual(command.upper())
            if not answer or self.server.answers(command.upper(), rest) == b"":
                return
            self._say(answer)
            if command.upper() == "DATA" and answer.startswith(b"354"):
                self._take()
            if command.upper() == "QUIT":
                return

    def _usual(self, command: str) -> bytes:
        return {"DATA": b"354 Go on", "QUIT": b"221 Bye"}.get(command, OK)

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        self.server.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self._say(OK)

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


@contextmanager
def a_mail_server(port: int = 0) -> Iterator[MailServer]:
    with MailServer(port) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()
