"""`make check`: the gate. Its pieces do not know of each other, so they run side by side."""

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from scripts import frontend, places
from scripts.pieces import Outcome, Piece, carry_out, table, verdict

PYTHON = sys.executable


def npm(name: str, script: str) -> Piece:
    """A script of the front-end's package.json."""
    return Piece(name, ["npm", "run", "--silent", script], folder=places.FRONTEND)


# The longest first, so that the last to end is a short one.
PIECES = (
    npm("eslint", "lint"),
    npm("svelte-check", "check"),
    Piece("mypy", [PYTHON, "-m", "mypy"]),
    Piece("architecture, locks", [PYTHON, "-m", "pytest", "tests/architecture", "-p", "no:cacheprovider"]),
    Piece("contract", [PYTHON, "-m", "scripts.contract", "check"]),
    npm("prettier", "format:check"),
    npm("knip", "unused"),
    Piece("lock complete", [PYTHON, "-m", "pip", "check"]),
    Piece("deptry", ["deptry", "."]),
    Piece("import-linter", ["lint-imports"]),
    npm("size budget", "size"),
    Piece("ruff", ["ruff", "check", "."]),
    Piece("ruff format", ["ruff", "format", "--check", "."]),
)


def main() -> int:
    """Run the gate; print what failed, then one line a piece."""
    os.chdir(places.ROOT)
    frontend.build()
    began = time.monotonic()
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        outcomes: list[Outcome] = list(pool.map(lambda piece: carry_out(piece, quietly=True), PIECES))
    print(f"\nThe gate, {time.monotonic() - began:.0f} s\n{table(outcomes)}")
    return verdict(outcomes)


if __name__ == "__main__":
    sys.exit(main())
