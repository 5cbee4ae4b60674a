"""The real thing for tests from outside: gunicorn and the worker on a database of their own, on a free port."""

import secrets
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import requests

from scripts import places

WEB = ("gunicorn", "-c", "gunicorn.conf.py", "wsgi:app")
WORKER = ("python", "-m", "backend.worker")
LONGEST_START = 60
MORNING, FURTHEST_BEHIND = 10, 12  # hours
SLOW_LOOK = 0.4  # seconds that a test's database takes to say who is signed in


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def settings(folder: Path, **changes: str) -> dict[str, str]:
    """A demo installation in this folder; nothing of the checkout's own `.env` is read."""
    port = str(free_port())
    ours = {
        "DATABASE_URL": f"sqlite:///{folder}/fireside.db",
        "FIRESIDE_DEMO": "1",
        "FLASK_SKIP_DOTENV": "1",
        "HOST": "127.0.0.1",
        "JOBS_PATH": f"{folder}/jobs.db",
        "FILES_URL": f"{folder}/files",
        "PORT": port,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": secrets.token_urlsafe(48),
    }
    return places.environment(**ours | changes)


def in_the_morning() -> str:
    """The time zone where it is between ten and eleven in the morning, whenever tests run."""
    behind = datetime.now(UTC).hour - MORNING
    return f"Etc/GMT{behind if behind <= FURTHEST_BEHIND else behind - 24:+d}"  # their sign is that of hours behind


@contextmanager
def fireside(folder: Path, **changes: str) -> Iterator[str]:
    """Prepare and serve an installation, its meeting in the middle of a morning; yields its address.

    What it says is kept in the folder.
    """
    environment = settings(folder, **changes)
    with ExitStack() as stack:
        log = stack.enter_context((folder / "server.log").open("w"))
        bare = environment | {"FIRESIDE_DEMO": "0"}  # the demo has a command of its own here
        for words in (["prepare"], ["demo", "--timezone", in_the_morning()]):
            command = ["flask", "--app", "backend.app", "fireside", *words]
            subprocess.run(command, cwd=places.ROOT, env=bare, stdout=log, stderr=log, check=True)
        for command in (WEB, WORKER):
            stack.enter_context(running(command, environment, log))
        wait_for(environment["PUBLIC_URL"])
        yield environment["PUBLIC_URL"]


@contextmanager
def running(command: Sequence[str], environment: dict[str, str], log: object) -> Iterator[subprocess.Popen[bytes]]:
    """A program of ours, stopped the way a supervisor stops it."""
    with subprocess.Popen(command, cwd=places.ROOT, env=environment, stdout=log, stderr=log) as program:
        try:
            yield program
        finally:
            program.terminate()
            try:
                program.wait(timeout=15)
            except subprocess.TimeoutExpired:
                program.kill()


def wait_for(address: str) -> None:
    """Return as soon as something answers there."""
    give_up = time.monotonic() + LONGEST_START
    while True:
        try:
            requests.get(address, timeout=5)
        except (requests.ConnectionError, requests.Timeout):
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)
        else:
            return
