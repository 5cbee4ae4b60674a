"""The live feed against Node's Socket.IO: one load client, the servers in turn, each on one core.

The peers only pass an event on. Ours checks the session at the handshake, opens a stream, and writes every change into
the database before anybody hears of it.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from backend.core import clock, db
from backend.migrations import upgrade
from backend.people import rules
from backend.people.models import Device, Person
from backend.people.signed_in import COOKIE
from bench.figures import Figure, Measured, absent
from scripts import places
from tests import served, shared_data

TITLE = "The live feed"
ROUNDS = 3
CLIENTS = 2_000
# S1: one change in flight for 3 s; F30: thirty changes a second for 4 s, at 2,000 clients 60,000 deliveries a second
PHASES = ("F5:4", "S1:3", "S4:3", "S16:3", "F30:4")
PEERS = {"Node, socket.io + ws": "ws", "Node, socket.io + uWebSockets": "uws"}
OURS, STOCK = "Fireside", "Fireside, FANOUT=stock"
PACKAGES = ("socket.io@4.8.4", "ws@8.23.0", "@trufflesuite/uws-js-unofficial@20.30.0-unofficial.0")
LONGEST_RUN = 240

Run = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Server:
    """How to start a server under test, and what the load client says to it."""

    command: tuple[str, ...]
    environment: dict[str, str]
    client: tuple[str, ...] = ()


def measure(folder: Path) -> Measured:
    """Deliveries a second, waits, memory and connections, ours beside the peers; medians of interleaved rounds."""
    load = _load_client(folder)
    if isinstance(load, str):
        return absent(TITLE, load)
    clients = int(os.environ.get("BENCH_CLIENTS", CLIENTS))
    servers = _servers(folder)
    rounds = [
        {name: _run(folder, load, name, start, clients) for name, start in servers.items()} for _ in range(ROUNDS)
    ]
    middle = {name: _middle([one[name] for one in rounds]) for name in servers}
    how = (
        f"`python -m bench fanout`: {clients:,} clients of ../shared/bench's load client (BENCH_CLIENTS changes it), "
        f"records of 300 bytes, server on one core and client on the other, {ROUNDS} rounds in which the servers take "
        "turns, medians. Ours commits every change (SQLite, synchronous=FULL) before it is sent; the peers pass it on."
    )
    return Measured(TITLE, how, tuple(_figures(middle)))


def _load_client(folder: Path) -> Path | str:
    """The compiled load client, or why there is none."""
    source = _bench() / "loadc.c"
    if not source.exists():
        return "../shared/bench is not there."
    if os.cpu_count() == 1 or not shutil.which("gcc") or not shutil.which("taskset"):
        return "it needs gcc, taskset and two cores."
    made = folder / "loadc"
    subprocess.run(["gcc", "-O2", "-w", "-o", made, source, "-lz"], check=True)
    install = ["npm", "install", "--silent", "--no-save", "--prefix", folder, *PACKAGES]
    subprocess.run(install, env=places.environment(), check=True)
    return made


def _bench() -> Path:
    """The folder of the load client and the peers' servers, outside of the repository."""
    return (shared_data.folder() or places.ROOT).parent / "bench"


def _servers(folder: Path) -> dict[str, _Server]:
    script = str(_bench() / "servers" / "node_sio.js")
    modules = {**os.environ, "NODE_PATH": str(folder / "node_modules")}
    peers = {name: _Server(("node", script, "{port}", engine), modules) for name, engine in PEERS.items()}
    return {
        OURS: _ours(folder, "direct"),
        **peers,
        STOCK: _ours(folder, "stock"),
    }


def _ours(folder: Path, path: str) -> _Server:
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
    # The load client asks by a path; what follows it in the request's first line are headers of ours.
    path_and_headers = (
        "/socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Cookie: {COOKIE}={token}\r\nX-Rest:"
    )
    opening = '420["open",{"stream":"bench:1","since":32}]'
    return _Server(
        ("gunicorn", "-c", "gunicorn.conf.py", "bench.hearing:app"),
        settings,
        ("-u", path_and_headers, "-j", opening),
    )


def _run(folder: Path, load: Path, name: str, start: _Server, clients: int) -> Run:
    port = str(served.free_port())
    told = {key: value.replace("{port}", port) for key, value in start.environment.items()}
    with (folder / "server.log").open("w") as log, _on_core(0, _filled(start.command, port), told, log) as server:
        _wait_for(int(port))
        time.sleep(1)
        command = ["taskset", "-c", "1", str(load), "-p", port, "-n", str(clients), "-l", name]
        command += ["-P", ",".join(map(str, _family(server))), *_filled(start.client, port)]
        for phase in PHASES:
            command += [f"-{phase[0]}", phase[1:]]
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_RUN, check=True)
    run: Run = json.loads(done.stdout)
    print(f"  {name}: {_told(run)}", flush=True)
    return run


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


def _filled(words: Sequence[str], port: str) -> tuple[str, ...]:
    return tuple(word.replace("{port}", port) for word in words)


@contextmanager
def _on_core(core: int, command: tuple[str, ...], environment: dict[str, str], log: object) -> Iterator[int]:
    with served.running(("taskset", "-c", str(core), *command), environment, log) as server:
        yield server.pid


def _family(pid: int) -> list[int]:
    """The process and all it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(found for child in children for found in _family(int(child)))]


def _told(run: Run) -> str:
    rates = ", ".join(f"{phase['kind'][0]}{phase['arg']:g} {phase['deliv_per_s']:,.0f}/s" for phase in run["phases"])
    return f"{run['ready']} ready, {run['errors']} errors, {rates}"


def _middle(runs: Sequence[Run]) -> dict[str, float]:
    """The medians of one server's rounds."""
    found = {name: median(run[name] for run in runs) for name in ("conn_per_s", "rss_per_conn_kb")}
    for place, phase in enumerate(PHASES):
        key = phase.partition(":")[0]
        for value in ("deliv_per_s", "p50_ms", "p99_ms", "srv_cpu", "lost"):
            found[f"{key} {value}"] = median(run["phases"][place][value] for run in runs)
    return found


def _figures(middle: Mapping[str, Mapping[str, float]]) -> Iterator[Figure]:
    ours, (node, uws) = middle[OURS], [middle[name] for name in PEERS]
    yield _beside("one change in flight", "S1 deliv_per_s", middle, ours, node, 1.5)
    yield _beside("four in flight", "S4 deliv_per_s", middle, ours, node, 4)
    yield _beside("sixteen in flight", "S16 deliv_per_s", middle, ours, node, 10)
    yield _beside("one in flight, against uWebSockets", "S1 deliv_per_s", middle, ours, uws, 0.8)
    late = ours["F5 p99_ms"]
    told = f"p50 {ours['F5 p50_ms']:.0f}, p99 {late:.0f} ms; Node + ws p99 {node['F5 p99_ms']:.0f} ms"
    yield Figure("from asking for a change to its receipt, five a second", told, "p99 under 100 ms", late < 100)
    share = ours["F30 srv_cpu"] / node["F30 srv_cpu"]
    told = f"{ours['F30 srv_cpu']:.2f} of a core, {share:.2f} x Node + ws"
    yield Figure("processor at thirty changes a second", told, "at most 0.6 x", share <= 0.6)
    memory = ours["rss_per_conn_kb"]
    told = f"{memory:.1f} kB; Node + ws {node['rss_per_conn_kb']:.1f} kB"
    yield Figure("memory per connection", told, "at most 20 kB", memory <= 20)
    yield _beside("connections accepted a second", "conn_per_s", middle, ours, node, 0.8)


def _beside(
    what: str,
    key: str,
    middle: Mapping[str, Mapping[str, float]],
    ours: Mapping[str, float],
    peer: Mapping[str, float],
    goal: float,
) -> Figure:
    """A rate and how many times the peer's it is; the stock path is told beside it."""
    times = ours[key] / peer[key]
    told = f"{ours[key]:,.0f}/s, {times:.1f} x the peer ({peer[key]:,.0f}/s); stock path {middle[STOCK][key]:,.0f}/s"
    return Figure(what, told, f"at least {goal:g} x", times >= goal)
