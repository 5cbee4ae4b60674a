"""Faults while writers write and phones listen."""

import time
from collections.abc import Callable

from tests.faults.live import checker
from tests.faults.live.checker import Run
from tests.faults.live.conftest import Place


def under_load(place: Place, seconds: float, *faults: Callable, straight: bool = False) -> tuple[list[str], Run]:
    """Let the faults happen, evenly spread; what is to complain of, and who wrote and listened."""
    run = place.run(straight=straight)
    return as_should_be(place, run, seconds, *faults), run


def as_should_be(place: Place, run: Run, seconds: float, *faults: Callable) -> list[str]:
    """What is to complain of, once everybody had something to write and to hear."""
    run.start()
    for fault in faults:
        time.sleep(seconds / (len(faults) + 1))
        fault()
    time.sleep(seconds / (len(faults) + 1))
    found = checker.finish(run, place.webs[0].address, place.slug)
    assert sum(outcome == "stored" for writer in run.writers for *_, outcome, _ in writer.tries) > 10
    assert all(len(listener.shown) > 10 for listener in run.listeners)
    return [*found, *(fault for web in place.webs for fault in web.faults())]
