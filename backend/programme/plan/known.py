"""What we have of a programme, as the plan of an import compares it with a draft. Pure data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.words import SessionState


@dataclass(frozen=True, slots=True)
class KnownPart:
    """A room, track or speaker: its fields, and those among them that were edited by hand."""

    id: int
    name: str
    fields: Mapping[str, Any]
    kept: frozenset[str] = frozenset()
    guid: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class KnownSlot:
    """One time and place of a session; `room` is a room's id."""

    id: int
    starts_at: datetime
    minutes: int
    room: int | None


@dataclass(frozen=True, slots=True)
class KnownSession:
    """A session; `speakers` are speakers' ids in order, `track` a track's id. `by_hand`: no file ever named it."""

    id: int
    title: str
    fields: Mapping[str, Any]
    state: SessionState
    guid: str = ""
    code: str = ""
    track: int | None = None
    speakers: tuple[int, ...] = ()
    slots: tuple[KnownSlot, ...] = ()
    kept: frozenset[str] = frozenset()
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Everything we have of one meeting's programme; `timezone` is the meeting's, for words about times.

    `removed` are the sessions that somebody took off the programme by hand.
    """

    timezone: str
    rooms: tuple[KnownPart, ...] = ()
    tracks: tuple[KnownPart, ...] = ()
    speakers: tuple[KnownPart, ...] = ()
    sessions: tuple[KnownSession, ...] = ()
    removed: tuple[KnownSession, ...] = ()
