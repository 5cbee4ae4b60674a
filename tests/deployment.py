"""An installation of several processes for tests from outside: PostgreSQL, Redis, gunicorns and nginx, all throw-away.

Every server is Debian's own program in a temporary folder; the gunicorns and nginx listen on free ports.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import redis
import requests

from scripts import machine, places
from tests import served
from tests.certificates import Tls
from tests.databases import server_user

LONGEST_START = 90.0


class Redis:
    """A Redis that keeps nothing, at a socket in the folder."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis.sock"
        self.url = f"unix://{self.socket}"
        self._command = ["redis-server", "--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir", folder]
        self.server: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        self.server = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        until(self.answers)

    def answers(self) -> bool:
        with suppress(redis.RedisError, OSError), self.client() as client:
            return bool(client.ping())
        return False

    def client(self) -> redis.Redis:
        return redis.Redis.from_url(self.url)

    def freeze(self) -> None:
        """Answer nobody; connections stay as they are."""
        os.kill(self.server.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self.server.pid, signal.SIGCONT)

    def stop(self) -> None:
        if self.server:
            self.server.kill()
            self.server.wait()
            self.server = None


@pytest.fixture
def bell(tmp_path: Path) -> Iterator[Redis]:
    if machine.redis() is None:
        pytest.skip("no Redis on this machine (as root: apt-get install redis-server)")
    server = Redis(tmp_path)
    yield server
    server.stop()


class Web:
    """One gunicorn; `address` is where it listens itself."""

    def __init__(self, folder: Path, environment: dict[str, str], app: str = "wsgi:app") -> None:
        self.environment = environment
        self.address = f"http://127.0.0.1:{environment['PORT']}"
        self._command = [*served.WEB[:-1], app]
        self._log = folder / f"web-{environment['PORT']}.log"
        self.program: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.begin()
        until(self.ready)

    def begin(self) -> None:
        """Start, and do not wait until it is ready."""
        with self._log.open("ab") as log:
            self.program = subprocess.Popen(
                self._command, cwd=places.ROOT, env=self.environment, stdout=log, stderr=log
            )

    def ready(self) -> bool:
        with suppress(requests.RequestException):
            return requests.get(f"{self.address}/readyz", timeout=5).status_code == 200
        return False

    def kill(self) -> None:
        """Without a word, master and worker."""
        if self.program is None:
            return
        for pid in [self.program.pid, *children(self.program.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.program.wait()
        self.program = None

    def stop(self) -> float:
        """As a supervisor stops it; tells how many seconds it took."""
        if self.program is None:
            return 0.0
        began = time.monotonic()
        self.program.terminate()
        self.program.wait(timeout=30)
        self.program = None
        return time.monotonic() - began

    def faults(self) -> list[str]:
        """The lines of the log that nobody expects."""
        return [line for line in self._log.read_text(errors="replace").splitlines() if "Traceback" in line]


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(number) for number in listed.split()]


@contextmanager
def nginx(folder: Path, port: int, webs: list[Web], tls: Tls | None = None) -> Iterator[str]:
    """nginx as deploy/nginx.conf sets it up, before these processes; yields its address."""
    own = folder / "nginx"
    own.mkdir()
    if user := server_user():
        shutil.chown(own, user)
    upstream = "\n".join(f"  server {web.address.removeprefix('http://')};" for web in webs)
    _copy(
        "nginx.conf",
        own / "site.conf",
        {
            "  server web:8000;\n  server web-2:8000;": upstream,
            "listen 80;": f"listen 127.0.0.1:{tls.plain_port if tls else port};",
            "/etc/nginx/fireside/*.conf": f"{own}/tls*.conf",
        },
    )
    if tls:
        _copy(
            "tls.conf",
            own / "tls.conf",
            {
                "listen 443": f"listen 127.0.0.1:{port}",
                "/etc/nginx/tls/fullchain.pem": str(tls.chain),
                "/etc/nginx/tls/privkey.pem": str(tls.key),
            },
        )
    (own / "nginx.conf").write_text(
        f"daemon off; pid {own}/pid; error_log {own}/error.log; worker_processes 1;\n"
        f"events {{ worker_connections 4096; }}\nhttp {{ access_log off;\n"
        + "".join(f"{kind}_temp_path {own}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"include {own}/site.conf; }}\n"
    )
    program = subprocess.Popen(["nginx", "-p", own, "-c", own / "nginx.conf", "-e", own / "error.log"])
    try:
        until(lambda: _listens(port))
        yield f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    finally:
        program.terminate()
        program.wait()


def _copy(name: str, to: Path, changes: dict[str, str]) -> None:
    """A file of deploy/, where it says what only this machine can know."""
    text = (places.ROOT / "deploy" / name).read_text()
    for there, here in changes.items():
        assert there in text, there
        text = text.replace(there, here)
    to.write_text(text)


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def missing() -> list[str]:
    """Debian's packages that a grown deployment needs and this machine lacks."""
    needed = {"postgresql": machine.postgresql, "redis-server": machine.redis, "nginx": machine.nginx}
    return [package for package, look in needed.items() if not look()]


def until(what, seconds: float = LONGEST_START) -> None:
    give_up = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < give_up, "It did not come."
        time.sleep(0.05)
