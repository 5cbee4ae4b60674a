"""The programme of a thousand sessions: the snapshot against dumping it for each request, in the same worker."""

import re
import shutil
import subprocess
import time
from pathlib import Path
from statistics import median

import requests

from bench import programme
from bench.figures import Figure, Measured, absent
from tests import served

TITLE = "The programme, 1,000 sessions"
COMMAND = ("gunicorn", "-c", "gunicorn.conf.py", "bench.dumping:app")
ROUNDS, SECONDS = 5, 3
GOAL_WHOLE, GOAL_UNCHANGED = 200, 400
BROTLI = ("-H", "Accept-Encoding: br")
PATH = f"/api/meetings/{programme.SLUG}/programme"
DENSE_BY = 10  # seconds until the dense form has certainly taken the quick one's place


def measure(folder: Path) -> Measured:
    """Requests a second by wrk over one gunicorn worker; the ways take turns, and medians are compared."""
    if not shutil.which("wrk"):
        return absent(TITLE, "no wrk on this machine (as root: apt-get install wrk).")
    settings = served.settings(folder, DATABASE_URL=programme.fill(folder))
    with (folder / "server.log").open("w") as log, served.running(COMMAND, settings, log):
        here = settings["PUBLIC_URL"]
        served.wait_for(here)
        etag, size = _warm(here)
        unchanged = (*BROTLI, "-H", f"If-None-Match: {etag}")
        rounds = [
            (
                _rate(f"{here}/bench/dump", connections=2),
                _rate(f"{here}/bench/whole", connections=2),
                _rate(f"{here}{PATH}", *BROTLI),
                _rate(f"{here}{PATH}", *unchanged),
            )
            for _ in range(ROUNDS)
        ]
    dump, whole, snapshot, not_modified = (median(rates) for rates in zip(*rounds, strict=True))
    how = (
        f"`python -m bench snapshot`: wrk, one thread, {SECONDS} s a turn, {ROUNDS} rounds in which the ways take "
        "turns; medians of requests a second, one gunicorn worker (`gunicorn.conf.py`), wrk on the other core."
    )
    return Measured(
        TITLE,
        how,
        (
            Figure("reading and dumping through marshmallow, each request", f"{whole:.1f}/s"),
            _ratio(f"the snapshot, brotli, {size / 1000:.0f} kB", snapshot, whole, GOAL_WHOLE),
            _ratio("304, the reader has it already", not_modified, whole, GOAL_UNCHANGED),
            Figure("dumping records that are in memory already, each request", f"{dump:.1f}/s"),
            Figure("the snapshot against that", f"{snapshot / dump:.0f} x"),
            Figure("304 against that", f"{not_modified / dump:.0f} x"),
        ),
    )


def _warm(here: str) -> tuple[str, int]:
    """Let the snapshot be made, and its dense form too; returns its ETag and size in bytes."""
    requests.get(f"{here}/bench/dump", timeout=30)
    requests.get(here + PATH, timeout=30)
    time.sleep(DENSE_BY)
    reply = requests.get(here + PATH, headers={"Accept-Encoding": "br"}, timeout=30, stream=True)
    return reply.headers["ETag"], int(reply.headers["Content-Length"])


def _rate(address: str, *headers: str, connections: int = 16) -> float:
    told = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", *headers, address],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if "Non-2xx" in told:
        raise SystemExit(f"{address} answered with errors:\n{told}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    return float(found[1]) if found else 0.0


def _ratio(what: str, rate: float, whole: float, goal: int) -> Figure:
    times = rate / whole
    return Figure(what, f"{rate:,.0f}/s, {times:.0f} x reading and dumping", f"at least {goal} x", times >= goal)
