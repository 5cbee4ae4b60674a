"""The small application of server.py, served by gunicorn's gevent worker, on the direct path and on the stock one."""

import json
import subprocess
from dataclasses import dataclass

import pytest
import requests

from scripts import places
from tests import served as program
from tests.protocol import raw

LIMITS = {"ping_every": 1, "pong_within": 1, "connect_within": 2, "upgrade_within": 1, "behind": 256 * 1024}


@dataclass(frozen=True)
class Served:
    """A server of its own."""

    path: str
    port: int
    process: subprocess.Popen
    log: object

    @property
    def origin(self):
        return f"http://localhost:{self.port}"

    def state(self):
        return requests.get(f"http://localhost:{self.port}/state", timeout=5).json()

    def tell(self, stream, *bodies):
        """Send `changes` to a stream from outside; how many sockets heard each."""
        return requests.post(f"http://localhost:{self.port}/tell/{stream}", json=bodies, timeout=30).json()["sockets"]


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """Serve with these limits; one server for each set of them."""
    running = {}
    stack = program.ExitStack()

    def start(path, **limits):
        wanted = (path, json.dumps(LIMITS | limits, sort_keys=True))
        if wanted not in running:
            running[wanted] = stack.enter_context(_serving(tmp_path_factory.mktemp(path), *wanted))
        return running[wanted]

    with stack:
        yield start


@program.contextmanager
def _serving(folder, path, limits):
    port = program.free_port()
    environment = places.environment(FANOUT=path, LIMITS=limits, ORIGIN=f"http://localhost:{port}", PORT=str(port))
    command = ["gunicorn", "-c", "gunicorn.conf.py", "tests.protocol.server:app"]
    with (folder / "log").open("w") as log, program.running(command, environment, log) as process:
        program.wait_for(f"http://127.0.0.1:{port}/state")
        yield Served(path, port, process, folder / "log")


@pytest.fixture(autouse=True)
def _closed():
    yield
    while raw.OPENED:
        raw.OPENED.pop().close()


@pytest.fixture(params=["direct", "stock"])
def served(request, serve):
    """Both paths: what the protocol says holds on each. What is marked fails on the stock one, as --bare shows."""
    return serve(request.param)


@pytest.fixture(params=["direct", "bare"])
def path(request):
    """Our path; and with --bare Flask-SocketIO as it comes, where each of these tests has to fail."""
    return request.param


@pytest.fixture
def hardened(path, serve):
    """A server on that path."""
    return serve(path)


def pytest_collection_modifyitems(config, items):
    kept = []
    for item in items:
        chosen = item.callspec.params if hasattr(item, "callspec") else {}
        path = chosen.get("served", chosen.get("path"))
        mark = item.get_closest_marker("stock_fails")
        fails = path == "bare" or (mark and path == "stock")
        if fails:
            item.add_marker(pytest.mark.xfail(reason=mark.args[0] if mark else "not hardened", strict=True))
        if not fails or config.getoption("--bare"):
            kept.append(item)
    items[:] = kept
