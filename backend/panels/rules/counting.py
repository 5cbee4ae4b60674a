"""The counters of a panel: what one signup adds to them."""

from typing import Protocol

from backend.panels.rules.seats import Seats
from schemas.words import Place, Share

COUNTED = (Place.ASKED, Place.SEATED, Place.CAME, Place.WAITING, Place.OFFERED)


class Counted(Protocol):
    """What counts of a signup."""

    place: Place
    share: Share

    @property
    def holds_seat(self) -> bool:
        """Whether a seat is taken by it."""


def weigh(panel: Seats, signup: Counted, by: int) -> None:
    """Add the signup, as it stands now, so many times to the panel's counters: 1 puts it on, -1 takes it off."""
    if signup.place in COUNTED:
        _add(panel, str(signup.place), by)
    elif signup.holds_seat:
        _add(panel, "leaving", by)
    if signup.holds_seat and signup.share is not Share.OPEN:
        _add(panel, f"held_{signup.share}", by)


def _add(panel: Seats, counter: str, by: int) -> None:
    setattr(panel, counter, getattr(panel, counter) + by)
