"""The door: when it works, whom it lets in, and how it says no."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from backend.core.errors import Refusal
from schemas.words import Place, RefusalCode, Share

OPENS = timedelta(hours=12)  # before the panel starts
EARLIEST = timedelta(days=1)  # how long ago something told late may have happened
GRACE = timedelta(minutes=10)  # how late a helper's phone may tell what happened before the end
WITHOUT_TIME = timedelta(hours=12)  # how long a code works for a panel without a time
AT_DOOR = (Share.DOOR, Share.OPEN, Share.FIRST_TIMER, Share.INVITED)
STANDS = {
    Place.ASKED: "waits for the draw",
    Place.WAITING: "is in line",
    Place.OFFERED: "has not answered the offer of a seat",
    Place.LEFT: "gave the place back",
    Place.DECLINED: "has no seat since an offer was declined or lapsed",
    Place.MISSED: "did not come in time, and the seat was released",
}


class Timed(Protocol):
    """What decides when a door works."""

    starts_at: Any
    ends_at: Any
    cancelled: Any
    removed_at: Any
    door_takes_over: Any
    release_minutes: Any


class NoSeat(Refusal):
    """The person has no seat to sit on; `about` has their place and, in line, their number."""

    code = RefusalCode.NO_SEAT

    def __init__(self, name: str, place: Place, number: int) -> None:
        super().__init__(f"{name} {STANDS.get(place, 'has no seat')}. If a seat is free, let them in as a walk-in.")
        self.about = {"place": str(place)} | ({"number": number} if place is Place.WAITING else {})


class SeatGivenOn(Refusal):
    """The seat was released and given to somebody else; `about` has when."""

    code = RefusalCode.SEAT_GIVEN_ON

    def __init__(self, sentence: str, released_at: datetime | None) -> None:
        super().__init__(sentence)
        self.about = {"released_at": released_at.isoformat() if released_at else None}


class NoFreeSeat(Refusal):
    """Every seat is taken, or what is free is not the door's to give yet."""

    code = RefusalCode.NO_FREE_SEAT
    detail = "No seat is free. Let them stand by: who does not come in time makes room."


class OthersFirst(Refusal):
    """Somebody who is before them in line stands at the door; `about` names that signup."""

    code = RefusalCode.OTHERS_FIRST

    def __init__(self, name: str, signup_id: int) -> None:
        super().__init__(f"{name} stands at the door and is before them in line. Please let {name} in first.")
        self.about = {"signup_id": signup_id}


class TooEarly(Refusal):
    """The door does not do this yet; `about` says `from` when."""

    code = RefusalCode.TOO_EARLY

    def __init__(self, what: str, begins: datetime, zone: ZoneInfo) -> None:
        super().__init__(f"{what} from {clock_time(begins, zone)} on.")
        self.about = {"from": begins.isoformat()}


class OtherPanelsTicket(Refusal):
    """A good ticket, of another panel; `about` has its panel_id and title."""

    code = RefusalCode.OTHER_PANELS_TICKET

    def __init__(self, panel_id: int, title: str) -> None:
        super().__init__(f"This ticket is for “{title}”, not for this panel.")
        self.about = {"panel_id": panel_id, "title": title}


class OldTicket(Refusal):
    """We signed it, and the seat was given back since."""

    code = RefusalCode.OLD_TICKET
    detail = "The seat of this ticket was given back. Please look the person up by name."


class WrongDoorCode(Refusal):
    """No door has this code now: mistyped, replaced, or of a panel that is over."""

    code = RefusalCode.WRONG_DOOR_CODE
    status = HTTPStatus.NOT_FOUND
    detail = "This code opens no door. It may be mistyped, replaced by a new one, or its panel is over."


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """A moment as people at the door say it."""
    return f"{moment.astimezone(zone):%H:%M}"


def happened(said: datetime, *, at: datetime) -> datetime:
    """When something happened by a phone whose clock may be wrong: not in the future, and not days ago."""
    return min(max(said, at - EARLIEST), at)


def check_door_opens(panel: Timed, zone: ZoneInfo, *, at: datetime) -> None:
    """Refuse to let people in long before a panel: that is a slip of the finger."""
    if panel.starts_at and at < panel.starts_at - OPENS:
        raise TooEarly("This door lets people in", panel.starts_at - OPENS, zone)


def check_release(panel: Timed, zone: ZoneInfo, *, at: datetime) -> None:
    """Refuse to give away seats whose people may still come in time."""
    if panel.starts_at is None:
        return
    begins = panel.starts_at - timedelta(minutes=panel.release_minutes)
    if at < begins:
        raise TooEarly("Seats of those who did not come can be released", begins, zone)


def has_taken_over(panel: Timed, *, at: datetime) -> bool:
    """Whether free seats are the door's to give: in the last minutes, when nothing is offered any more."""
    return panel.starts_at is not None and at >= panel.starts_at - timedelta(minutes=panel.door_takes_over)


def share_at_door(free: Mapping[Share, int], mine: set[Share], *, line: bool, taken_over: bool) -> Share | None:
    """Of which free seats somebody at the door may take one; None of none.

    Before the door takes over, seats kept for others stay theirs, and while there is a line those for all are its.
    """
    may = set(AT_DOOR) if taken_over else {Share.DOOR} | (set() if line else mine)
    return next((share for share in AT_DOOR if share in may and free[share]), None)


def back_to(was: Place | None) -> Place:
    """Where somebody stands again who was let in by mistake; an offer they had is made anew to the first in line."""
    if was in {None, Place.DECLINED}:
        return Place.LEFT
    return Place.WAITING if was is Place.OFFERED else was or Place.LEFT


def code_works(panel: Timed, made_at: datetime, *, at: datetime) -> bool:
    """Whether a door code still lets somebody in: until the panel ends."""
    if panel.cancelled or panel.removed_at:
        return False
    return at < (panel.ends_at or made_at + WITHOUT_TIME)
