"""Who is told, in the same transaction, that sessions changed: features above the programme put themselves here."""

from collections.abc import Collection
from typing import Protocol

from sqlalchemy.orm import Session


class Watcher(Protocol):
    """What follows from a change of sessions elsewhere; `quietly` when the whole meeting was put on other days."""

    def __call__(self, session: Session, session_ids: Collection[int], *, quietly: bool = False) -> None:
        """Take over what became of these sessions."""


_watchers: dict[str, Watcher] = {}


def watches(name: str, watcher: Watcher) -> None:
    """Let a feature of this name follow what happens to sessions."""
    _watchers[name] = watcher


def sessions_changed(session: Session, session_ids: Collection[int], *, quietly: bool = False) -> None:
    """Say that these sessions changed; the meeting is locked."""
    for watcher in _watchers.values():
        watcher(session, session_ids, quietly=quietly)
