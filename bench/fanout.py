"""The live feed against Node's Socket.IO: one load client, the servers in turn, each on one core.

The peers only pass an event on. Ours checks the session at the handshake, opens a stream, and writes every change into
the database before anybody hears of it.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from bench import load
from bench.figures import Figure, Measured, absent
from bench.load import Run, Server
from scripts import places

TITLE = "The live feed"
ROUNDS = 3
CLIENTS = 2_000
# S1: one change in flight for 3 s; F30: thirty changes a second for 4 s, at 2,000 clients 60,000 deliveries a second
PHASES = ("F5:4", "S1:3", "S4:3", "S16:3", "F30:4")
PEERS = {"Node, socket.io + ws": "ws", "Node, socket.io + uWebSockets": "uws"}
OURS, STOCK = "Fireside", "Fireside, FANOUT=stock"
PACKAGES = ("socket.io@4.8.4", "ws@8.23.0", "@trufflesuite/uws-js-unofficial@20.30.0-unofficial.0")


def measure(folder: Path) -> Measured:
    """Deliveries a second, waits, memory and connections, ours beside the peers; medians of interleaved rounds."""
    client = load.load_client(folder)
    if isinstance(client, str):
        return absent(TITLE, client)
    install = ["npm", "install", "--silent", "--no-save", "--prefix", folder, *PACKAGES]
    subprocess.run(install, env=places.environment(), check=True)
    clients = int(os.environ.get("BENCH_CLIENTS", CLIENTS))
    servers = _servers(folder)
    rounds = [
        {name: _told(name, load.run(folder, client, start, clients, PHASES)) for name, start in servers.items()}
        for _ in range(ROUNDS)
    ]
    middle = {name: _middle([one[name] for one in rounds]) for name in servers}
    how = (
        f"`python -m bench fanout`: {clients:,} clients of ../shared/bench's load client (BENCH_CLIENTS changes it), "
        f"records of 300 bytes, server on one core and client on the other, {ROUNDS} rounds in which the servers take "
        "turns, medians. Ours commits every change (SQLite, synchronous=FULL) before it is sent; the peers pass it on."
    )
    return Measured(TITLE, how, tuple(_figures(middle)))


def _servers(folder: Path) -> dict[str, Server]:
    script = str(load.place() / "servers" / "node_sio.js")
    modules = {**os.environ, "NODE_PATH": str(folder / "node_modules")}
    peers = {name: Server(("node", script, "{port}", engine), modules) for name, engine in PEERS.items()}
    return {
        OURS: load.ours(folder, "direct"),
        **peers,
        STOCK: load.ours(folder, "stock"),
    }


def _told(name: str, run: Run) -> Run:
    """The run, shown while the others go on."""
    rates = ", ".join(f"{phase['kind'][0]}{phase['arg']:g} {phase['deliv_per_s']:,.0f}/s" for phase in run["phases"])
    print(f"  {name}: {run['ready']} ready, {run['errors']} errors, {rates}", flush=True)
    return run


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
