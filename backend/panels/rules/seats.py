"""Which seats there are: how many are free, for whom, and who takes one of which."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from backend.core.errors import Invalid
from schemas.words import Share

KEPT = (Share.INVITED, Share.FIRST_TIMER, Share.DOOR)


class Seats(Protocol):
    """A panel's seats and its counters."""

    seats: int
    reserved_door: int
    reserved_first_timer: int
    reserved_invited: int
    asked: int
    seated: int
    came: int
    waiting: int
    offered: int
    leaving: int
    held_door: int
    held_first_timer: int
    held_invited: int


def held(panel: Seats) -> int:
    """The seats that are taken: by those who have one, came, are offered one, or may still take theirs back."""
    return panel.seated + panel.came + panel.offered + panel.leaving


def free(panel: Seats) -> dict[Share, int]:
    """The seats that nobody holds, by whom they are for; a line may still stand before them."""
    kept = {share: max(0, _reserved(panel, share) - _held(panel, share)) for share in KEPT}
    left = max(0, panel.seats - held(panel))
    open_to_all = max(0, left - sum(kept.values()))
    return {share: min(count, left) for share, count in kept.items()} | {Share.OPEN: open_to_all}


def shown_free(panel: Seats) -> int:
    """What anybody may take right now: nothing while there is a line."""
    return 0 if panel.waiting else free(panel)[Share.OPEN]


def share_for(there: Mapping[Share, int], mine: Collection[Share]) -> Share | None:
    """The seat to take of those that are there: one kept for such as me before one for all; None without any."""
    return next(
        (share for share in (Share.INVITED, Share.FIRST_TIMER, Share.OPEN) if share in mine and there[share]), None
    )


def check_reserved(seats: int, kept: Iterable[int]) -> None:
    """Refuse to keep more seats than there are."""
    if sum(kept) > seats:
        raise Invalid("More seats are kept than there are.", errors={"reserved": ["This is more than all the seats."]})


def _reserved(panel: Seats, share: Share) -> int:
    return int(getattr(panel, f"reserved_{share}"))


def _held(panel: Seats, share: Share) -> int:
    return int(getattr(panel, f"held_{share}"))
