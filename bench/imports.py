"""Taking in a real schedule of about a thousand sessions from the command line."""

import os
import subprocess
import time
from pathlib import Path
from statistics import median

from backend.core import clock, db
from backend.meetings import service as meetings
from backend.migrations import upgrade
from bench.figures import Figure, Measured, absent
from scripts import places
from tests import served, shared_data

TITLE = "Import of FOSDEM 2025's schedule"
FILE = "fosdem2025_revisions/05_2025-12-14.xml"
SLUG = "fosdem"
ROUNDS = 3
GOAL_SECONDS, GOAL_MB = 5, 300


def measure(folder: Path) -> Measured:
    """Seconds from the start of the process to its end, and the most memory it held."""
    data = shared_data.folder()
    if data is None:
        return absent(TITLE, "../shared/data is not there (or set FIRESIDE_DATA).")
    rounds = [_import(folder / f"{number}.db", data / FILE) for number in range(ROUNDS)]
    again = _import(folder / "0.db", data / FILE)
    seconds = median(took for took, _, _ in rounds)
    busy = median(used for _, used, _ in rounds)
    megabytes = max(most for _, _, most in rounds)
    return Measured(
        TITLE,
        f"`python -m bench imports`: `flask fireside import-programme` of `{FILE}` (1,105 events), median of {ROUNDS}, "
        "process start included, each into a new SQLite file.",
        (
            Figure(
                "the first import",
                f"{seconds:.1f} s ({busy:.1f} s of a core)",
                f"under {GOAL_SECONDS} s",
                seconds < GOAL_SECONDS,
            ),
            Figure("most memory held", f"{megabytes:.0f} MB", f"under {GOAL_MB} MB", megabytes < GOAL_MB),
            Figure("the same file again, nothing changes", f"{again[0]:.1f} s"),
        ),
    )


def _import(database: Path, file: Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of the processor, and megabytes at most."""
    url = f"sqlite:///{database}"
    if not database.exists():
        _meeting(url)
    command = ["flask", "--app", "backend.app", "fireside", "import-programme", str(file), "--meeting", SLUG]
    environment = served.settings(database.parent, DATABASE_URL=url)
    with (database.parent / "import.log").open("w") as log:
        began = time.monotonic()
        # Not subprocess.run: only wait4 tells what this one child used.
        child = subprocess.Popen(command, cwd=places.ROOT, env=environment, stdout=log, stderr=log)
        _, status, usage = os.wait4(child.pid, 0)
        took = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit((database.parent / "import.log").read_text())
    return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _meeting(url: str) -> None:
    db.bind(url)
    upgrade()
    today = clock.now().date()
    values = {"slug": SLUG, "name": "FOSDEM", "starts_on": today, "ends_on": today, "timezone": "Europe/Brussels"}
    with db.writing() as session:
        meetings.create_meeting(session, None, values)
