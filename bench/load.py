"""Thousands of phones from one program: the load client of ../shared/bench, and the servers it talks to.

Server and client have a core each; a server under test is started for one run and stopped after it.
"""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from backend.core import clock, db
from backend.migrations import upgrade
from backend.people import rules
from backend.people.models import Device, Person
from backend.people.signed_in import COOKIE
from scripts import places
from tests import served, shared_data

LONGEST_RUN = 240
NOTES = 64  # of our stream: more than are ever in flight, so that none is overtaken by itself

RESIDENT = re.compile(r"^VmRSS:\s+(\d+)", re.MULTILINE)

Run = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Server:
    """How to start a server under test, and what the load client says to it."""

    command: tuple[str, ...]
    environment: dict[str, str]
    client: tuple[str, ...] = ()
    cookie: str = ""


def load_client(folder: Path) -> Path | str:
    """The compiled load client, or why there is none."""
    source = place() / "loadc.c"
    if not source.exists():
        return "../shared/bench is not there."
    if os.cpu_count() == 1 or not shutil.which("gcc") or not shutil.which("taskset"):
        return "it needs gcc, taskset and two cores."
    made = folder / "loadc"
    subprocess.run(["gcc", "-O2", "-w", "-o", made, source, "-lz"], check=True)
    return made


def place() -> Path:
    """The folder of the load client and the peers' servers, outside of the repository."""
    return (shared_data.folder() or places.ROOT).parent / "bench"


def ours(folder: Path, path: str, *, since: int = NOTES) -> Server:
    """The product with a stream of notes and a person who may hear it."""
    where = folder / path
    where.mkdir()
    settings = served.settings(where, FANOUT=path, PORT="{port}", PUBLIC_URL="http://127.0.0.1:{port}")
    db.bind(settings["DATABASE_URL"])
    upgrade()
    token = secrets.token_urlsafe(32)
    with db.writing() as session:
        person = Person(name="Ada Example", email="ada@example.org", joined_at=clock.now())
        session.add(person)
        session.flush()
        seen = {"signed_in_at": clock.now(), "seen_at": clock.now(), "label": "a phone"}
        session.add(Device(person_id=person.id, token_digest=rules.digest(token), **seen))
    cookie = f"{COOKIE}={token}"
    # The load client asks by a path; what follows it in the request's first line are headers of ours.
    path_and_headers = (
        "/socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Cookie: {cookie}\r\nX-Rest:"
    )
    opening = f'420["open",{{"stream":"bench:1","since":{since}}}]'
    return Server(
        ("gunicorn", "-c", "gunicorn.conf.py", "bench.hearing:app"),
        settings,
        ("-u", path_and_headers, "-j", opening),
        cookie,
    )


@dataclass(frozen=True, slots=True)
class Started:
    """A server that listens; `pids` are its processes, the worker last."""

    port: int
    pids: tuple[int, ...]

    @property
    def origin(self) -> str:
        """The origin of its own pages."""
        return f"http://127.0.0.1:{self.port}"

    def resident(self) -> float:
        """Megabytes of memory that its processes hold."""
        told = (Path(f"/proc/{pid}/status").read_text() for pid in self.pids)
        return sum(int(found[1]) for text in told if (found := RESIDENT.search(text))) / 1024


@contextmanager
def started(folder: Path, server: Server) -> Iterator[Started]:
    """The server on the first core, until the block is left."""
    port = served.free_port()
    told = {key: value.replace("{port}", str(port)) for key, value in server.environment.items()}
    command = ("taskset", "-c", "0", *_filled(server.command, port))
    with (folder / "server.log").open("w") as log, served.running(command, told, log) as process:
        _wait_for(port)
        if server.cookie:  # gunicorn listens before there is anybody to answer
            served.wait_for(f"http://127.0.0.1:{port}/readyz")
        time.sleep(1)
        yield Started(port, tuple(_family(process.pid)))


def play(load: Path, server: Server, here: Started, clients: int, phases: Sequence[str] = ()) -> Run:
    """Let the clients come, and go through the phases ("S4:3": four in flight for three seconds)."""
    command = ["taskset", "-c", "1", str(load), "-p", str(here.port), "-n", str(clients), "-c", "256"]
    command += ["-P", ",".join(map(str, here.pids)), *_filled(server.client, here.port)]
    for phase in phases:
        command += [f"-{phase[0]}", phase[1:]]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_RUN, check=True)
    run: Run = json.loads(done.stdout)
    return run


def run(folder: Path, load: Path, server: Server, clients: int, phases: Sequence[str] = ()) -> Run:
    """Start the server for one play; of ours, `catch_ups` tells how often a stream's past was read."""
    with started(folder, server) as here:
        played = play(load, server, here, clients, phases)
        reads = _catch_ups(here) if server.cookie else 0
    return {**played, "catch_ups": reads}


def _catch_ups(here: Started) -> int:
    told = requests.get(f"{here.origin}/metrics", timeout=10).text
    found = [line for line in told.splitlines() if line.startswith('fireside_feed_catch_ups_total{how="read"}')]
    return int(float(found[0].rpartition(" ")[2])) if found else 0


def _wait_for(port: int) -> None:
    """Return once something listens there; not every peer answers a plain request."""
    give_up = time.monotonic() + served.LONGEST_START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)
        else:
            return


def _filled(words: Sequence[str], port: int) -> tuple[str, ...]:
    return tuple(word.replace("{port}", str(port)) for word in words)


def _family(pid: int) -> list[int]:
    """The process and all it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(found for child in children for found in _family(int(child)))]
