"""Offers: when one is made, how long it waits for its answer, and what may be answered."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from backend.core.errors import Refusal
from schemas.words import Place, RefusalCode

UNDO = timedelta(seconds=10)
REMIND = timedelta(minutes=30)


class Timed(Protocol):
    """What decides how long an offer lasts."""

    starts_at: Any
    cancelled: Any
    door_takes_over: Any
    answer_steps: Any


class NothingOffered(Refusal):
    """There is no offer to answer."""

    code = RefusalCode.NOTHING_OFFERED
    detail = "No seat is offered to you at this panel just now."


class OfferLapsed(Refusal):
    """The offer was not answered in time, or was declined."""

    code = RefusalCode.OFFER_LAPSED
    detail = "This offer has ended and the seat went to the next in line. You can sign up again."


class CameAlready(Refusal):
    """Whoever was let in cannot give the seat back by phone."""

    code = RefusalCode.CAME_ALREADY
    detail = "You were let in already. If that is wrong, please tell the host at the door."


class TooLateToUndo(Refusal):
    """What was given up went on to somebody else."""

    code = RefusalCode.TOO_LATE_TO_UNDO
    detail = "It is too late to take this back. You can sign up again."


class Overlapping(Refusal):
    """The person has a seat elsewhere at that time; `about` has the other panel: panel_id, title, starts_at."""

    code = RefusalCode.OVERLAPPING

    def __init__(self, panel_id: int, title: str, starts_at: datetime) -> None:
        super().__init__(f"You have a seat at “{title}” at that time. You can give it up for this one.")
        self.about = {"panel_id": panel_id, "title": title, "starts_at": starts_at.isoformat()}


def may_offer(panel: Timed, *, at: datetime) -> bool:
    """Whether seats are handed on by offers: not in the last minutes, when the door takes over."""
    if panel.cancelled:
        return False
    return panel.starts_at is None or at < panel.starts_at - timedelta(minutes=panel.door_takes_over)


def offer_ends(panel: Timed, *, at: datetime) -> datetime:
    """When an offer made now lapses: the nearer the panel, the sooner, and never after its start."""
    if panel.starts_at is None:
        return at + timedelta(minutes=panel.answer_steps[0][1])
    starts_at: datetime = panel.starts_at
    return min(at + minutes_to_answer(panel.answer_steps, starts_at - at), starts_at)


def minutes_to_answer(steps: Sequence[Sequence[int]], left: timedelta) -> timedelta:
    """The time to answer when the panel starts in `left`; `steps` begin with the farthest."""
    reached = (answer for before, answer in steps if left >= timedelta(minutes=before))
    return timedelta(minutes=next(reached, steps[-1][1]))


def check_offered(place: Place) -> None:
    """Refuse to answer what was not offered, or no longer is."""
    if place is Place.DECLINED:
        raise OfferLapsed
    if place is not Place.OFFERED:
        raise NothingOffered


def check_not_in(place: Place) -> None:
    """Refuse to give back the seat of somebody who sits on it."""
    if place is Place.CAME:
        raise CameAlready


def check_undoable(held_until: datetime | None, *, at: datetime) -> None:
    """Refuse to take back what was handed on."""
    if held_until is None or at >= held_until:
        raise TooLateToUndo


def in_words(span: timedelta) -> str:
    """A span of time as one says it: "24 hours", "15 minutes"."""
    minutes = max(1, int(span.total_seconds() // 60))
    if minutes >= 2 * 60:
        return f"{minutes // 60} hours"
    return f"{minutes} minutes" if minutes > 1 else "a minute"
