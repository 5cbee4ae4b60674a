"""Pieces of a check: each ran and passed, ran and failed, or was not run for a stated reason."""

import os
import subprocess
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from defusedxml import ElementTree

from scripts import places

REPORTS = places.VAR / "reports"


@dataclass(frozen=True, slots=True)
class Piece:
    """A command to run; `report` is the JUnit file it writes, `missing` why it cannot run on this machine.

    Pieces that follow each other and name lanes run side by side, those of one lane in turn.
    """

    name: str
    command: Sequence[str]
    folder: Path = places.ROOT
    report: Path | None = None
    missing: str = ""
    lane: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a piece. Only a piece that ran can have passed."""

    name: str
    ran: bool
    failed: bool
    words: str
    passed_tests: int = 0
    failed_tests: int = 0
    skipped_tests: int = 0


def carry_out_all(listed: Iterable[Piece]) -> list[Outcome]:
    """Run all of them; of pieces that run side by side, the output is shown only when they fail."""
    outcomes: list[Outcome] = []
    for named, group in groupby(listed, key=lambda piece: bool(piece.lane)):
        together = list(group)
        outcomes += _side_by_side(together) if named else [carry_out(piece, quietly=False) for piece in together]
    return outcomes


def _side_by_side(group: Sequence[Piece]) -> list[Outcome]:
    lanes = [[piece for piece in group if piece.lane == lane] for lane in dict.fromkeys(piece.lane for piece in group)]

    def in_turn(lane: Sequence[Piece]) -> list[Outcome]:
        return [carry_out(piece, quietly=len(lanes) > 1) for piece in lane]

    with ThreadPoolExecutor(len(lanes)) as threads:
        return [outcome for done in threads.map(in_turn, lanes) for outcome in done]


def carry_out(piece: Piece, *, quietly: bool) -> Outcome:
    """Run the piece; quietly means that its output is shown only when it fails."""
    if piece.missing:
        return Outcome(piece.name, ran=False, failed=False, words=f"NOT RUN: {piece.missing}")
    if piece.report:
        piece.report.parent.mkdir(parents=True, exist_ok=True)
        piece.report.unlink(missing_ok=True)
    began = time.monotonic()
    done = subprocess.run(
        piece.command,
        cwd=piece.folder,
        env=places.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quietly else None,
        stderr=subprocess.STDOUT if quietly else None,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - began
    if quietly and done.returncode:
        print(f"\n── {piece.name}: {' '.join(piece.command)}\n{done.stdout}", flush=True)
    return _judge(piece, done.returncode, seconds)


def _judge(piece: Piece, code: int, seconds: float) -> Outcome:
    took = f"{seconds:.0f} s"
    if piece.report is None:
        words = f"failed (exit {code})" if code else "ran: passed"
        return Outcome(piece.name, ran=True, failed=bool(code), words=f"{words:<34}{took}")
    tests, failed, skipped = _counts(piece.report)
    passed = tests - failed - skipped
    bad = bool(code) or failed > 0 or passed == 0
    told = f"{'failed' if bad else 'ran'}: {passed} passed"
    told += f", {failed} failed" if failed else ""
    told += f", {skipped} skipped" if skipped else ""
    told += f" (exit {code})" if code and not failed else ""
    return Outcome(piece.name, True, bad, f"{told:<34}{took}", passed, failed, skipped)


def _counts(report: Path) -> tuple[int, int, int]:
    if not report.exists():
        return 0, 0, 0
    suites = list(ElementTree.parse(report).iter("testsuite"))

    def add(*names: str) -> int:
        return sum(int(suite.get(name, "0")) for suite in suites for name in names)

    return add("tests"), add("failures", "errors"), add("skipped")


def table(outcomes: Iterable[Outcome]) -> str:
    """One line a piece."""
    return "\n".join(f"  {outcome.name:<24}{outcome.words}" for outcome in outcomes)


def verdict(outcomes: Sequence[Outcome]) -> int:
    """The exit code. A piece that was not run is never a pass: in CI it fails, here it is said."""
    absent = [outcome.name for outcome in outcomes if not outcome.ran]
    if absent:
        print(f"\nNot run, and so not known to work: {', '.join(absent)}.")
    if any(outcome.failed for outcome in outcomes):
        return 1
    return 1 if absent and os.environ.get("CI") == "true" else 0
