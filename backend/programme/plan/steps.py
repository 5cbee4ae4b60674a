"""What an import will do, step by step, and what an organiser is told of it. Pure data.

A *reference* to a room, track or speaker is its id, or a `New` with its place in the draft when the import makes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schemas.words import ChangeKind, Subject


@dataclass(frozen=True, slots=True)
class New:
    """Something that the import itself makes: the draft's name or key of it."""

    key: str


Reference = int | New


@dataclass(frozen=True, slots=True)
class Time:
    """A slot to be: `id` of the known slot it was, None for a new one."""

    id: int | None
    starts_at: datetime
    minutes: int
    room: Reference | None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happens, or (`kept`) does not because somebody decided it by hand."""

    subject: Subject
    kind: ChangeKind
    id: int | None
    title: str
    fields: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class PartStep:
    """Make (`id` None) or change a room, track or speaker."""

    id: int | None
    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SessionStep:
    """Make (`id` None) or change a session. What is None stays as it is; `shown` tells whether a reader notices."""

    id: int | None
    values: Mapping[str, Any]
    track: Reference | None = None
    speakers: tuple[Reference, ...] | None = None
    times: tuple[Time, ...] | None = None
    shown: bool = True


@dataclass(slots=True)
class Plan:
    """The steps in the order they are carried out, and the lines of the report."""

    rooms: list[PartStep] = field(default_factory=list)
    tracks: list[PartStep] = field(default_factory=list)
    speakers: list[PartStep] = field(default_factory=list)
    sessions: list[SessionStep] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing at all would be written."""
        return not (self.rooms or self.tracks or self.speakers or self.sessions)
