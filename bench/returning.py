"""Ten thousand phones come back at once, as after a restart, each of them fifty changes behind."""

from pathlib import Path
from statistics import median

from bench import load
from bench.figures import Figure, Measured, absent

TITLE = "Ten thousand phones return"
PHONES, BEHIND, ROUNDS = 10_000, 50, 3
GOAL_SECONDS, GOAL_READS = 30, 10


def measure(folder: Path) -> Measured:
    """Seconds until the last of them has been answered with what it missed."""
    client = load.load_client(folder)
    if isinstance(client, str):
        return absent(TITLE, client)
    start = load.ours(folder, "direct", since=load.NOTES - BEHIND)
    runs = [load.run(folder, client, start, PHONES) for _ in range(ROUNDS)]
    seconds = median(run["connect_s"] for run in runs)
    failed = sum(run["errors"] + PHONES + 1 - run["ready"] for run in runs)
    reads = max(run["catch_ups"] for run in runs)
    return Measured(
        TITLE,
        f"`python -m bench returning`: {PHONES:,} handshakes with a session, 256 at a time, each opens a stream "
        f"{BEHIND} changes behind; median of {ROUNDS} restarts. Real phones spread their return.",
        (
            Figure(
                "until the last has caught up", f"{seconds:.1f} s", f"under {GOAL_SECONDS} s", seconds < GOAL_SECONDS
            ),
            Figure("failed, of all rounds", str(failed), "none", failed == 0),
            Figure(
                "catch-ups read from the database, a restart", str(reads), f"at most {GOAL_READS}", reads <= GOAL_READS
            ),
        ),
    )
