"""Lighthouse's own judgement of the first page, as it judges phones."""

import json
import subprocess
from pathlib import Path
from statistics import median
from typing import Any

from bench.figures import Figure, Measured, absent
from scripts import machine, places
from tests import served
from tests.e2e.conftest import FLAGS

TITLE = "Lighthouse, mobile"
PROGRAM = places.FRONTEND / "node_modules" / ".bin" / "lighthouse"
ROUNDS = 5
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100}


def measure(folder: Path) -> Measured:
    """Performance, accessibility and best practices of the page a first visitor gets, with the demo's programme."""
    if not machine.chromium():
        return absent(TITLE, "no Chromium on this machine (as root: apt-get install chromium).")
    if not PROGRAM.exists():
        return absent(TITLE, "lighthouse is not installed (npm ci in frontend/).")
    with served.fireside(folder) as here:
        rounds = [_judged(here, folder / f"{number}.json") for number in range(ROUNDS)]
    recorded = [categories for categories in rounds if categories]
    if not recorded:
        return absent(TITLE, f"lighthouse could record none of {ROUNDS} loads.")
    return Measured(
        TITLE,
        "`python -m bench lighthouse`: the start page of the demo, Lighthouse's simulated slow phone; medians of "
        f"{len(recorded)} loads (of {ROUNDS}; a load that Lighthouse says it could not record is left out).",
        tuple(_figure(name, recorded, goal) for name, goal in GOALS.items()),
    )


def _judged(here: str, report: Path) -> dict[str, Any] | None:
    """One load by a new browser: Lighthouse's categories, or None where it says that its recording failed."""
    subprocess.run(
        [
            str(PROGRAM),
            here,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(GOALS)}",
            f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}",
        ],
        env=places.environment(CHROME_PATH=str(machine.chromium())),
        capture_output=True,
        timeout=180,
        check=False,
    )
    told = json.loads(report.read_text(encoding="utf-8"))
    return None if told.get("runtimeError") else told["categories"]


def _figure(name: str, rounds: list[dict[str, Any]], goal: int) -> Figure:
    points = round(median(categories[name]["score"] for categories in rounds) * 100)
    return Figure(rounds[0][name]["title"], str(points), f"at least {goal}", points >= goal)
