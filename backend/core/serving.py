"""Those who want the same thing changed are served together: one of them makes one transaction of all who wait.

A thousand taps on one panel wait for one row anyway. So the first to come waits for the turn, the others join, and
the first then serves everybody who is there by that moment, in the order they came. Nobody is answered before the
commit. It is like `backend.core.together`, for changes.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import structlog
from sqlalchemy.orm import Session

from backend.core import db
from backend.core.errors import Refusal

log = structlog.get_logger()

MOST_SERVED = 64  # asks of one transaction

A = TypeVar("A")
R = TypeVar("R")


class _Round(Generic[A, R]):
    """Who is served together, and what came of it: nothing when the one who was to serve failed or was ended."""

    def __init__(self) -> None:
        self.asks: list[A] = []
        self.done = threading.Event()
        self.answers: Sequence[R | Refusal | None] | None = None


class Serving(Generic[A, R]):
    """One matter that many want: `name` and an id say of what (`panel`, 3).

    `serve(session, id, asks)` answers each ask in its place: with a value, with the refusal that is its own (what it
    refuses it must have left unchanged), or with None when it cannot be served among others. Such a one is served by
    `alone`, and so are all when serving failed; an ask may therefore be heard twice, and has to be one that may.
    """

    def __init__(
        self,
        name: str,
        serve: Callable[[Session, int, Sequence[A]], Sequence[R | Refusal | None]],
        alone: Callable[[Session, int, A], R],
    ) -> None:
        self._name, self._serve, self._alone = name, serve, alone
        self._lock = threading.Lock()
        self._gathering: dict[int, _Round[A, R]] = {}

    def ask(self, about: int, ask: A) -> R:
        """What came of the ask, once it is stored.

        Raises:
            Refusal: its own, or one that all were given, such as `Busy`.
        """
        mine, place = self._join(about, ask)
        if place == 0:
            self._serve_all(about, mine)
        else:
            mine.done.wait()
        answer = mine.answers[place] if mine.answers else None
        if isinstance(answer, Refusal):
            raise answer
        return self._serve_alone(about, ask) if answer is None else answer

    def _join(self, about: int, ask: A) -> tuple[_Round[A, R], int]:
        with self._lock:
            mine = self._gathering.get(about)
            if mine is None or len(mine.asks) >= MOST_SERVED:
                mine = self._gathering[about] = _Round()
            mine.asks.append(ask)
            return mine, len(mine.asks) - 1

    def _serve_all(self, about: int, mine: _Round[A, R]) -> None:
        try:
            with db.writing(hot=f"{self._name}:{about}") as session:
                self._close(about, mine)
                answers = self._serve(session, about, mine.asks)
            mine.answers = answers
        except Refusal as refusal:
            mine.answers = [refusal for _ in mine.asks]
        except Exception as error:  # noqa: BLE001 - whoever's fault it was, each goes alone now, and it is told to that one
            log.warning("serving.failed", matter=self._name, asks=len(mine.asks), error=type(error).__name__)
        finally:
            self._close(about, mine)
            mine.done.set()

    def _close(self, about: int, mine: _Round[A, R]) -> None:
        """Let nobody else join."""
        with self._lock:
            if self._gathering.get(about) is mine:
                del self._gathering[about]

    def _serve_alone(self, about: int, ask: A) -> R:
        with db.writing(hot=f"{self._name}:{about}") as session:
            return self._alone(session, about, ask)
