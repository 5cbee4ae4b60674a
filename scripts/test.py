"""`make test`: the gate and every test, and at the end what of it was run here.

With names after it (`python -m scripts.test e2e`), only those pieces. Measuring which lines the tests reach makes them
twice as slow, so it is a piece that is asked for by its name (`coverage`).
"""

import os
import sys
from dataclasses import replace

from scripts import machine, places
from scripts.check import PYTHON, npm
from scripts.pieces import REPORTS, Outcome, Piece, carry_out_all, table, verdict
from tests import shared_data

FULL_DISK = "tests/faults/test_full_disk.py"
LIVE = "tests/faults/live"
PROTOCOL = "tests/protocol"
ONCE = ("tests/e2e", "tests/faults", "tests/tooling")  # what does not depend on the database
SIDE_BY_SIDE = ["--numprocesses=2", "--dist=loadfile"]  # servers and phones wait for each other most of the time
SERVERS = {"postgresql": "PostgreSQL", "redis-server": "Redis", "nginx": "nginx"}  # what several processes stand on
COVERAGE_FLOOR = 95
ASKED_FOR = {"coverage"}
# Decided before any database is asked, or by text alone, or the same whatever stores it: once is enough.
ANYWHERE = (
    "tests/architecture",
    "tests/contract/test_bodies.py",
    "tests/backend/core/test_fetch.py",
    "tests/backend/demo",  # a browser looks at it on PostgreSQL
    "tests/backend/live/test_company.py",
    "tests/backend/live/test_event_fuzz.py",
    "tests/backend/live/test_put_out.py::test_a_visitor_who_opens_nothing_is_put_out",
    "tests/backend/live/test_slow_looks.py",
    "tests/backend/people/test_demo.py",
    "tests/backend/moderation/test_judging.py",
    "tests/backend/moderation/test_judging_real.py",
    "tests/backend/programme/test_import.py::test_every_real_schedule_goes_in_and_a_repeat_changes_nothing",
    "tests/backend/programme/test_plan.py",
    "tests/backend/programme/test_read_real_files.py",
    "tests/backend/programme/test_write_schedule.py",
    "tests/backend/test_worker.py::test_letters_leave_while_redis_is_away",
    "tests/backend/test_worker.py::test_what_the_clock_makes_due_at_a_panel_is_done_by_a_worker_that_nobody_reminds",
)


def main(wanted: list[str]) -> int:
    """Run the pieces in turn and close with the table."""
    os.chdir(places.ROOT)
    listed = pieces(machine.install_for_tests())
    usual = [key for key, _ in listed if key not in ASKED_FOR]
    outcomes = carry_out_all(piece for key, piece in listed if key in (wanted or usual))
    print(f"\nEvery piece, in turn\n{table(outcomes)}")
    code = verdict(outcomes)
    print(f"\n{sums(outcomes)}", flush=True)
    return code


def pieces(missing: list[str]) -> list[tuple[str, Piece]]:
    """All there is to run, each under its short name."""
    no_server = lack("PostgreSQL", "postgresql", missing)
    listed = [
        ("check", Piece("gate", [PYTHON, "-m", "scripts.check"])),
        ("sqlite", on_database("Python on SQLite", "sqlite")),
        ("postgresql", on_database("Python on PostgreSQL", "postgresql", no_server, besides=ANYWHERE)),
        ("coverage", measured()),
        *side_by_side(missing),
        (
            "e2e",
            pytest(
                "a phone's browser", "e2e", ["tests/e2e", *SIDE_BY_SIDE], lack("Chromium", machine.HEADLESS, missing)
            ),
        ),
    ]
    if shared_data.folder() is None:
        listed.append(("data", Piece("real files", [], missing="../shared/data is not there (or set FIRESIDE_DATA)")))
    return listed


def side_by_side(missing: list[str]) -> list[tuple[str, Piece]]:
    """Those that wait for time-outs three quarters of the time, and those that work meanwhile."""
    kills, full_disk = faults(machine.mounts())
    live = pytest("the live feed's faults", "live", [LIVE, *SIDE_BY_SIDE], lack_any(SERVERS, missing))
    tooling = pytest("make and its scripts", "tooling", ["tests/tooling"])
    protocol = pytest("bytes over sockets", "protocol", [PROTOCOL, *SIDE_BY_SIDE])
    waiting = [("live", live), ("faults", full_disk), ("faults", kills)]
    working = [("tooling", tooling), ("protocol", protocol), ("unit", vitest())]
    lanes = {"waiting": waiting, "working": working}
    return [(key, replace(piece, lane=lane)) for lane, listed in lanes.items() for key, piece in listed]


def lack_any(packages: dict[str, str], missing: list[str]) -> str:
    """Why a piece that needs several servers cannot run, or nothing."""
    return next(filter(None, (lack(what, package, missing) for package, what in packages.items())), "")


def lack(what: str, package: str, missing: list[str]) -> str:
    """Why a piece cannot run, or nothing."""
    return f"no {what} on this machine (as root: apt-get install {package})" if package in missing else ""


def pytest(name: str, key: str, arguments: list[str], missing: str = "") -> Piece:
    """A run of pytest that leaves a report to count from."""
    report = REPORTS / f"{key}.xml"
    command = [PYTHON, "-m", "pytest", f"--junitxml={report}", *arguments]
    return Piece(name, command, report=report, missing=missing)


def on_database(name: str, database: str, missing: str = "", besides: tuple[str, ...] = ()) -> Piece:
    """The tests of the backend on one database, `besides` left out."""
    left_out = [f"--{'deselect' if '::' in one else 'ignore'}={one}" for one in (*ONCE, PROTOCOL, *besides)]
    return pytest(
        name, database, [f"--database={database}", "--numprocesses=auto", *left_out, *without_data()], missing
    )


def measured() -> Piece:
    """The same on SQLite, and how much of the backend it reaches, held to the floor."""
    arguments = ["--numprocesses=auto", "--cov", "--cov-report=term", f"--cov-fail-under={COVERAGE_FLOOR}"]
    arguments += [f"--ignore={folder}" for folder in ONCE]
    return pytest("coverage on SQLite", "coverage", arguments + without_data())


def without_data() -> list[str]:
    """What leaves out the tests of files that are not here."""
    return ["-m", "not data"] if shared_data.folder() is None else []


def faults(disks: bool) -> tuple[Piece, Piece]:
    """What may go wrong around the real server; a full disk apart, since not every machine lends one."""
    arguments = ["tests/faults", f"--ignore={FULL_DISK}", f"--ignore={LIVE}", *SIDE_BY_SIDE]
    arguments += without_data()
    full = pytest("a full disk", "full-disk", [FULL_DISK], "" if disks else machine.NO_MOUNT)
    return pytest("kills and broken files", "faults", arguments), full


def vitest() -> Piece:
    """The front-end's own tests."""
    report = REPORTS / "unit.xml"
    plain = npm("front-end", "test")
    reporters = ["--", "--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"]
    return Piece(plain.name, [*plain.command, *reporters], folder=plain.folder, report=report)


def sums(outcomes: list[Outcome]) -> str:
    """The closing line."""
    passed = sum(outcome.passed_tests for outcome in outcomes)
    failed = sum(outcome.failed_tests for outcome in outcomes)
    skipped = sum(outcome.skipped_tests for outcome in outcomes)
    return f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
