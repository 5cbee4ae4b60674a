"""Long work of C code, done in a thread beside the event loop, so that no other request waits for it.

The loop's own threads are used, as they are for looking up names. Only what lets go of the interpreter's lock while it
works (Pillow's decoders and encoders, the system's files) belongs here: everything else would hold up the loop all the
same. What talks to the network does not: that yields by itself.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from gevent import get_hub
from gevent.lock import BoundedSemaphore

from backend.core.errors import Busy

P = ParamSpec("P")
R = TypeVar("R")


def run(work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
    """Do the work in a thread and wait for it; what it raises is raised here."""

    def caught() -> R | Exception:
        try:
            return work(*given, **named)
        except Exception as error:  # noqa: BLE001 - raised below, where somebody waits; the loop would print it
            return error

    done = get_hub().threadpool.apply(caught)
    if isinstance(done, Exception):
        raise done
    return done


class Bench:
    """A place at which so many work at once while so many more may wait; the next is sent away.

    Without a bound every photo of a full hall would be unpacked at the same moment.
    """

    def __init__(self, at_once: int, *, waiting: int) -> None:
        self._turn = BoundedSemaphore(at_once)
        self._most = at_once + waiting
        self._here = 0

    def run(self, work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        """Do the work in a thread as soon as it is its turn.

        Raises:
            Busy: when as many wait as may.
        """
        if self._here >= self._most:
            raise Busy(retry_after=5)
        self._here += 1
        try:
            with self._turn:
                return run(work, *given, **named)
        finally:
            self._here -= 1
