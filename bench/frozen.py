"""A hundred phones that stop reading for a minute while fifty changes a second go out to all."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench import load
from bench.figures import Figure, Measured, absent
from bench.load import NOTES, Server, Started
from tests.protocol.raw import phone

TITLE = "A hundred frozen phones"
FROZEN, OTHERS, PHASE = 100, 500, "F50:60"
SMALL = 4096  # bytes that the frozen phone's own system keeps for it
GOAL_MEGABYTES, GOAL_LATE = 50, 1000


def measure(folder: Path) -> Measured:
    """How much memory they cost, how late the others are, and whether all catch up when they thaw."""
    client = load.load_client(folder)
    if isinstance(client, str):
        return absent(TITLE, client)
    server = load.ours(folder, "direct")
    with load.started(folder, server) as here, ExitStack() as stack:
        for _ in range(FROZEN):
            _opened(stack, here, server, since=NOTES)
        before = here.resident()
        played = load.play(client, server, here, OTHERS, [PHASE])["phases"][0]
        grown = here.resident() - before
        whole = _opened(stack, here, server, since=0)
        caught_up = sum(_same(whole, _opened(stack, here, server, since=NOTES)) for _ in range(FROZEN))
    late, lost = played["p99_ms"], played["lost"]
    return Measured(
        TITLE,
        f"`python -m bench frozen`: {FROZEN} sockets that open a stream and never read, {OTHERS} that do, fifty "
        "changes a second for a minute; then as many come back and ask for what they missed.",
        (
            Figure("memory, the others' too", f"{grown:+.0f} MB", f"under {GOAL_MEGABYTES} MB", grown < GOAL_MEGABYTES),
            Figure(
                "the others, p99", f"{late:.0f} ms, {lost} lost", f"under {GOAL_LATE} ms, none lost", _well(late, lost)
            ),
            Figure("caught up", f"{caught_up} of {FROZEN}", "all", caught_up == FROZEN),
        ),
    )


def _well(late: float, lost: int) -> bool:
    return late < GOAL_LATE and lost == 0


def _opened(stack: ExitStack, here: Started, server: Server, *, since: int) -> dict[str, Any]:
    """The answer to a new socket that then says and reads nothing more."""
    socket = stack.enter_context(phone(here, headers={"Cookie": server.cookie}, receive=SMALL))
    frame: dict[str, Any] = socket.ask("open", {"stream": "bench:1", "since": since})[0]["frame"]
    return frame


def _same(whole: dict[str, Any], caught_up: dict[str, Any]) -> bool:
    """Whether a phone that takes in what it missed has what a new one is given."""

    def notes(frame: dict[str, Any]) -> list[Any]:
        return sorted(frame["records"]["note"], key=lambda note: note["id"])

    return whole["head"] == caught_up["head"] and notes(whole) == notes(caught_up)
