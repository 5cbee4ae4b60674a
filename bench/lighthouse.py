"""Lighthouse's own judgement of the first page, as it judges phones."""

import json
import subprocess
from pathlib import Path

from bench.figures import Figure, Measured, absent
from scripts import machine, places
from tests import served
from tests.e2e.conftest import FLAGS

TITLE = "Lighthouse, mobile"
PROGRAM = places.FRONTEND / "node_modules" / ".bin" / "lighthouse"
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100}


def measure(folder: Path) -> Measured:
    """Performance, accessibility and best practices of the page a first visitor gets, with the demo's programme."""
    if not machine.chromium():
        return absent(TITLE, "no Chromium on this machine (as root: apt-get install chromium).")
    if not PROGRAM.exists():
        return absent(TITLE, "lighthouse is not installed (npm ci in frontend/).")
    with served.fireside(folder) as here:
        report = folder / "lighthouse.json"
        done = subprocess.run(
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
            text=True,
            timeout=180,
            check=False,
        )
    if done.returncode:
        return absent(TITLE, f"lighthouse ended with {done.stderr.strip().splitlines()[-1:]}.")
    categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return Measured(
        TITLE,
        "`python -m bench lighthouse`: the start page of the demo, Lighthouse's simulated slow phone.",
        tuple(_figure(categories[name]["title"], categories[name]["score"], goal) for name, goal in GOALS.items()),
    )


def _figure(title: str, score: float | None, goal: int) -> Figure:
    points = round((score or 0) * 100)
    return Figure(title, str(points), f"at least {goal}", points >= goal)
