"""A web of our own: names that lead to a server of this machine as if it stood in the world, and a canary at home.

Only the two calls that leave the process are bent, the look-up of a name and the opening of a connection; whatever
decides which address may be visited is real. `visits` counts what reached a public server, `canary` what reached us.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
import urllib3.util.connection

PUBLIC = "93.184.216.34"  # any address that is nobody's private one
open_connection = urllib3.util.connection.create_connection

Answer = Callable[[BaseHTTPRequestHandler], None]


class Web:
    """What each address answers, and what each name leads to, one answer after the other."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.names: dict[str, list[str]] = {}
        self.visits: list[str] = []
        self.asked_with: list[dict[str, str]] = []
        self.canary = 0

    def page(self, url: str, body: bytes | str = b"", status: int = 200, **headers: str) -> None:
        """Answer with this; underscores in a header's name stand for hyphens."""
        raw = body.encode() if isinstance(body, str) else body

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", str(len(raw)))
            request.end_headers()
            request.wfile.write(raw)

        self.pages[url] = answer

    def redirect(self, url: str, onward: str, status: int = 302) -> None:
        self.page(url, b"moved", status, Location=onward)

    def look_up(self, host: str, port: int, *_: object, **__: object) -> list[tuple]:
        answers = self.names.get(host, [host if _is_address(host) else PUBLIC])
        address = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _handler(answer: Answer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 20

        def do_GET(self) -> None:
            try:
                answer(self)
            except OSError:  # whoever asked has gone away
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def web(socket_enabled, monkeypatch) -> Iterator[Web]:
    """Names of the world lead here; whatever would reach this machine or its network reaches the canary instead."""
    ours = Web()

    def world(request: BaseHTTPRequestHandler) -> None:
        url = f"http://{request.headers['Host'].removesuffix(':80')}{request.path}"
        ours.visits.append(url)
        ours.asked_with.append(dict(request.headers))
        ours.pages.get(url, lambda asked: asked.send_error(404))(request)

    def home(request: BaseHTTPRequestHandler) -> None:
        ours.canary += 1
        request.send_error(418)

    servers = [ThreadingHTTPServer(("127.0.0.1", 0), _handler(answer)) for answer in (world, home)]
    ports = [server.server_port for server in servers]

    def connect(address: tuple[str, int], *args: object, **named: object) -> socket.socket:
        return open_connection(("127.0.0.1", ports[0 if address[0] == PUBLIC else 1]), *args, **named)

    monkeypatch.setattr(socket, "getaddrinfo", ours.look_up)
    monkeypatch.setattr(urllib3.util.connection, "create_connection", connect)
    threads = [threading.Thread(target=server.serve_forever, args=(0.01,)) for server in servers]
    for thread in threads:
        thread.start()
    yield ours
    for server, thread in zip(servers, threads, strict=True):
        server.daemon_threads = True
        server.block_on_close = False
        server.shutdown()
        thread.join()
        server.server_close()


def pieces(first: bytes, piece: bytes, *, every: float = 0, **headers: str) -> Answer:
    """An answer without an end: `first`, then `piece` again and again, every so many seconds."""
    stop = threading.Event()

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(first)
        while not stop.wait(every):
            request.wfile.write(piece)

    return answer
