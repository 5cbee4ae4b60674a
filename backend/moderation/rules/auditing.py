"""The chain of the audit log: each row holds the hash of the one before it, so that none can be changed unseen."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import Any, Protocol


class Row(Protocol):
    """An act as it is written down."""

    id: Any
    at: Any
    person_id: Any
    act: Any
    subject: Any
    subject_id: Any
    why: Any
    before: Any
    after: Any
    previous: Any
    hash: Any


@dataclass(slots=True)
class Walk:
    """How far a chain has been followed: the last row's number and hash, and what is the first thing wrong with it."""

    last_id: int = 0
    hash: str = ""
    broken: str = ""

    def take(self, rows: Iterable[Row]) -> None:
        """Follow the next rows, in the order of their numbers; stop at the first that is wrong."""
        for row in rows:
            self.broken = self.broken or self._wrong_with(row)
            if self.broken:
                return
            self.last_id, self.hash = row.id, row.hash

    def _wrong_with(self, row: Row) -> str:
        if row.id != self.last_id + 1:
            return f"Row {self.last_id + 1} is missing."
        if row.previous != self.hash:
            return f"Row {row.id} does not follow from the one before it."
        if row.hash != hash_of(row):
            return f"Row {row.id} was changed."
        return ""

    def end(self, last_id: int, ends_with: str) -> None:
        """Compare with where the chain is known to end."""
        if self.broken or (last_id, ends_with) == (self.last_id, self.hash):
            return
        if last_id > self.last_id:
            self.broken = f"Row {self.last_id + 1} is missing: the log is {last_id - self.last_id} shorter than it was."
        else:
            self.broken = f"The log goes on after row {last_id}, where it is known to end."


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """These values as JSON ones, the way they come back from the database."""
    return dict(json.loads(json.dumps(values, default=str)))


def hash_of(row: Row) -> str:
    """The hash of a row and so of every row before it: SHA-256, hex, over canonical JSON."""
    said = {name: getattr(row, name) for name in ("id", "person_id", "act", "subject", "subject_id", "why")}
    said |= {"at": row.at.astimezone(UTC).isoformat(), "before": row.before, "after": row.after}
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(f"{row.previous}\n{canonical}".encode()).hexdigest()
