"""S-01: how long the answer takes tells nobody whether an address is known."""

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import NormalDist, median

import requests

from backend.core import clock, db
from backend.migrations import upgrade
from backend.people.models import Person
from bench.figures import Figure, Measured
from tests import served

TITLE = "Asking for a code, known and unknown addresses"
ASKED = 200
LARGEST_DIFFERENCE = 5.0  # milliseconds between the medians
LEAST_P = 0.01
COMMAND = ("gunicorn", "-c", "gunicorn.conf.py", "wsgi:app")


def measure(folder: Path) -> Measured:
    """Each kind of address is asked for in turn, never twice the same, at the real server."""
    url = f"sqlite:///{folder}/people.db"
    db.bind(url)
    upgrade()
    with db.writing() as session:
        session.add_all(
            Person(name=f"Person {number}", email=f"known{number}@example.org", joined_at=clock.now())
            for number in range(ASKED)
        )
    settings = served.settings(folder, DATABASE_URL=url)
    with (folder / "server.log").open("w") as log, served.running(COMMAND, settings, log):
        served.wait_for(settings["PUBLIC_URL"])
        known, unknown = _ask(settings["PUBLIC_URL"])
    difference, chance = abs(median(known) - median(unknown)), mann_whitney(known, unknown)
    return Measured(
        TITLE,
        f"`python -m bench signing_in`: {ASKED} of each, taking turns; Mann-Whitney, two-sided.",
        (
            Figure("known, median", f"{median(known):.2f} ms"),
            Figure("unknown, median", f"{median(unknown):.2f} ms"),
            Figure(
                "difference of the medians",
                f"{difference:.2f} ms",
                f"under {LARGEST_DIFFERENCE:.0f} ms",
                difference < LARGEST_DIFFERENCE,
            ),
            Figure("chance that both are alike (p)", f"{chance:.3f}", f"over {LEAST_P}", chance > LEAST_P),
        ),
    )


def _ask(here: str) -> tuple[list[float], list[float]]:
    known: list[float] = []
    unknown: list[float] = []
    with requests.Session() as browser:
        browser.headers["Origin"] = here
        for number in range(-10, ASKED):  # the first ten warm up
            for took, name in ((known, f"known{number}"), (unknown, f"nobody{number}")):
                began = time.perf_counter()
                reply = browser.post(f"{here}/api/sign-in", json={"email": f"{name}@example.org"}, timeout=30)
                reply.raise_for_status()
                browser.cookies.clear()
                if number >= 0:
                    took.append((time.perf_counter() - began) * 1000)
    return known, unknown


def mann_whitney(some: Sequence[float], others: Sequence[float]) -> float:
    """The two-sided p of "neither is larger", by the normal approximation; times do not tie."""
    ranked = sorted([(value, True) for value in some] + [(value, False) for value in others])
    ranks = sum(rank for rank, (_, ours) in enumerate(ranked, 1) if ours)
    many, more = len(some), len(others)
    smaller = ranks - many * (many + 1) / 2
    spread = (many * more * (many + more + 1) / 12) ** 0.5
    return 2 * NormalDist().cdf(-abs(smaller - many * more / 2) / spread)
