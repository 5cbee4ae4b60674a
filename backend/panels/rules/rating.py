"""Ratings: who may give one, and until when."""

from datetime import datetime, timedelta
from typing import Any, Protocol

from backend.core.errors import Refusal
from schemas.words import Place, RefusalCode

OPEN_FOR = timedelta(days=7)  # from the panel's end
STEP = 5  # minutes that arrivals are told in


class Timed(Protocol):
    """When a panel is."""

    starts_at: Any
    ends_at: Any


class DidNotCome(Refusal):
    """Only who was there can say how it was."""

    code = RefusalCode.DID_NOT_COME
    detail = "Only those who came can rate a panel."


class RatingClosed(Refusal):
    """Too early, or too long ago."""

    code = RefusalCode.RATING_CLOSED
    detail = "A panel can be rated from its start until a week after its end."


def check_rates(panel: Timed, place: Place | None, *, at: datetime) -> None:
    """Refuse a rating by somebody who was not there, or at another time."""
    if place is not Place.CAME:
        raise DidNotCome
    if (panel.starts_at and at < panel.starts_at) or (panel.ends_at and at > panel.ends_at + OPEN_FOR):
        raise RatingClosed


def step_of(came_at: datetime, starts_at: datetime) -> int:
    """The five minutes, counted from the start, in which somebody came."""
    return int((came_at - starts_at).total_seconds() // 60 // STEP * STEP)
