"""`make bench`: measure each piece in turn, show the figures, and write docs/performance.md.

With names after it (`python -m bench snapshot`), only those pieces, shown and not written.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import (
    chat_hearing,
    chat_opening,
    chat_replay,
    chat_scrolling,
    chat_sending,
    drawing,
    fanout,
    figures,
    filling,
    front,
    frozen,
    imports,
    judging,
    lighthouse,
    raid,
    removing,
    returning,
    searching,
    signing_in,
    signups,
    snapshot,
    spam,
    unheard,
    writers,
)
from bench.figures import Measured
from scripts import frontend, places

PIECES: dict[str, Callable[[Path], Measured]] = {
    "imports": imports.measure,
    "snapshot": snapshot.measure,
    "writers": writers.measure,
    "unheard": unheard.measure,
    "fanout": fanout.measure,
    "returning": returning.measure,
    "frozen": frozen.measure,
    "signups": signups.measure,
    "filling": filling.measure,
    "chat_replay": chat_replay.measure,
    "chat_opening": chat_opening.measure,
    "chat_sending": chat_sending.measure,
    "chat_hearing": chat_hearing.measure,
    "raid": raid.measure,
    "removing": removing.measure,
    "drawing": drawing.measure,
    "signing_in": signing_in.measure,
    "front": front.measure,
    "searching": searching.measure,
    "chat_scrolling": chat_scrolling.measure,
    "lighthouse": lighthouse.measure,
    "judging": judging.measure,
    "spam": spam.measure,
}


def main(wanted: list[str]) -> int:
    """Run the pieces; the exit code says whether every goal was met."""
    os.chdir(places.ROOT)
    frontend.build()
    measured = [_run(name, measure) for name, measure in PIECES.items() if not wanted or name in wanted]
    if not wanted:
        figures.write(measured)
        print(f"Written to {figures.PAGE.relative_to(places.ROOT)}.")
    missed = [figure.what for piece in measured for figure in piece.figures if figure.met is False]
    if missed:
        print(f"Missed: {'; '.join(missed)}.")
    return 1 if missed else 0


def _run(name: str, measure: Callable[[Path], Measured]) -> Measured:
    print(f"• {name} …", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fireside-bench-") as folder:
        piece = measure(Path(folder))
    print("\n".join(piece.lines()), f"({time.monotonic() - began:.0f} s)\n", flush=True)
    return piece


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
