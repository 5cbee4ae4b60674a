"""Look-ups that are asked at once share one query: thousands of phones come back together, and each is looked up.

The first to ask lets the others of this moment come, then asks for all of them. Nobody is answered from an earlier
look, so what has just changed is never missed.
"""

import threading
import time
from collections.abc import Callable, Collection, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class _Round(Generic[K, V]):
    """The keys of one query, and what came of it."""

    def __init__(self) -> None:
        self.keys: set[K] = set()
        self.done = threading.Event()
        self.found: Mapping[K, V] | None = None


class Together(Generic[K, V]):
    """`look(keys)` finds the values of several keys at once; those without one are absent."""

    def __init__(self, look: Callable[[Collection[K]], Mapping[K, V]]) -> None:
        self._look = look
        self._lock = threading.Lock()
        self._gathering: _Round[K, V] | None = None

    def find(self, key: K) -> V | None:
        """The value of this key, as a look that began after the question found it.

        Raises whatever `look` raises: to the one who looked; the others then look for themselves.
        """
        with self._lock:
            mine, first = self._gathering, self._gathering is None
            if mine is None:
                mine = self._gathering = _Round()
            mine.keys.add(key)
        if first:
            self._look_for(mine)
        else:
            mine.done.wait()
        found = self._look([key]) if mine.found is None else mine.found
        return found.get(key)

    def _look_for(self, mine: _Round[K, V]) -> None:
        try:
            time.sleep(0)
            with self._lock:
                self._gathering = None
            mine.found = self._look(mine.keys)
        finally:
            with self._lock:
                if self._gathering is mine:
                    self._gathering = None
            mine.done.set()
