"""Figures, and the page they are written to."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scripts import places

PAGE = places.ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured: `met` is None where there is no goal, or where it could not be measured."""

    what: str
    value: str
    goal: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        """One word for the table's last column."""
        return {True: "met", False: "**missed**", None: ""}[self.met]


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one piece, and how they were taken."""

    title: str
    how: str
    figures: tuple[Figure, ...]

    def lines(self) -> list[str]:
        """The piece as Markdown."""
        rows = [f"| {figure.what} | {figure.value} | {figure.goal} | {figure.verdict} |" for figure in self.figures]
        return [f"### {self.title}", "", self.how, "", "| what | measured | goal | |", "|---|---|---|---|", *rows, ""]


def absent(title: str, why: str) -> Measured:
    """A piece that could not be run here, said so."""
    return Measured(title, f"Not run: {why}", ())


def write(measured: Iterable[Measured]) -> None:
    """Put the figures between the marks of the page; what people wrote round them stays."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    today = datetime.now(UTC).date()
    head = [BEGIN, "", f"Taken by `make bench` on {today}, on {machine()}.", ""]
    lines = [line for piece in measured for line in piece.lines()]
    PAGE.write_text(before + "\n".join([*head, *lines, END]) + after, encoding="utf-8")


def machine() -> str:
    """The machine in words: processor, cores, memory, system, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {system()}, Python {platform.python_version()}"


def processor() -> str:
    """The processor's name as the kernel tells it."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def system() -> str:
    """The system's own name."""
    return platform.freedesktop_os_release()["PRETTY_NAME"]
