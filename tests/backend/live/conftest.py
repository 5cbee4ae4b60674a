"""Real servers on the tests' own database, and phones on their sockets."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import factories, served
from tests.conftest import SECRET_KEY
from tests.deployment import Redis, Web, children
from tests.socket_phone import SocketPhone

DESK = "tests.backend.live.build:with_a_desk()"


@dataclass(frozen=True)
class Watched:
    """A server that can be looked into from outside."""

    address: str
    log: Path
    program: subprocess.Popen[bytes]

    def resident(self) -> int:
        """The memory of its process in bytes."""
        [worker] = children(self.program.pid)
        status = Path(f"/proc/{worker}/status").read_text()
        return int(re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE).group(1)) * 1024

    def faults(self) -> list[str]:
        """The lines of the log that nobody expects."""
        return [line for line in self.log.read_text().splitlines() if "Traceback" in line]


def _environment(folder: Path, database_url: str, **more: str) -> dict[str, str]:
    ours = {"DATABASE_URL": database_url, "FIRESIDE_DEMO": "0", "SECRET_KEY": SECRET_KEY}
    return served.settings(folder, **ours, FANOUT=os.environ.get("FANOUT", "direct"), **more)


@contextmanager
def _serving(folder: Path, database_url: str, app: str = "wsgi:app") -> Iterator[Watched]:
    environment = _environment(folder, database_url)
    command = [*served.WEB[:-1], app]
    written = folder / "server.log"
    with written.open("w") as log, served.running(command, environment, log) as program:
        served.wait_for(environment["PUBLIC_URL"] + "/readyz")
        yield Watched(environment["PUBLIC_URL"], written, program)


@pytest.fixture(scope="session")
def server(_whole_app, database_url, tmp_path_factory) -> Iterator[str]:
    """gunicorn as it is in production; yields its address."""
    with _serving(tmp_path_factory.mktemp("server"), database_url) as serving:
        yield serving.address


@pytest.fixture(scope="session")
def desk(_whole_app, database_url, tmp_path_factory) -> Iterator[str]:
    """The same with a stream for organisers, `desk:<meeting>`, in whose company they are."""
    with _serving(tmp_path_factory.mktemp("desk"), database_url, DESK) as serving:
        yield serving.address


@pytest.fixture
def watched(_whole_app, database_url, tmp_path) -> Iterator[Watched]:
    """One of those for a test alone, that is looked into."""
    with _serving(tmp_path, database_url, DESK) as serving:
        yield serving


@pytest.fixture
def start_desk(_whole_app, database_url: str, bell: Redis, tmp_path: Path) -> Iterator[Callable[[], Web]]:
    """Start another process with that stream, which Redis connects with those before; ready when it hears them."""
    started: list[Web] = []

    def start() -> Web:
        started.append(Web(tmp_path, _environment(tmp_path, database_url, REDIS_URL=bell.url), DESK))
        started[-1].start()
        return started[-1]

    yield start
    for web in started:
        web.kill()


@pytest.fixture
def slow(_whole_app, database_url, tmp_path) -> Iterator[str]:
    """The same where it takes long to find out who is signed in."""
    with _serving(tmp_path, database_url, "tests.backend.live.build:with_slow_looks()") as serving:
        yield serving.address


Connect = Callable[..., SocketPhone]


@pytest.fixture
def dial(app) -> Iterator[Connect]:
    """A phone on the socket at an address; signed in as a person if one is named."""
    phones: list[SocketPhone] = []

    def connected(address: str, person: factories.Person | None = None, **named) -> SocketPhone:
        token = named.pop("token", "") or (factories.a_device(person) if person else "")
        phones.append(SocketPhone(address, token=token, **named))
        return phones[-1]

    yield connected
    for phone in phones:
        phone.hang_up()


@pytest.fixture
def connect(dial, server) -> Connect:
    """A phone on the production server's socket."""
    return lambda *given, **named: dial(server, *given, **named)
