"""The console: what a host may set, and how it says no."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

from backend.core.errors import Invalid, Refusal
from schemas.words import RefusalCode, Role


class Settings(Protocol):
    """What is set of a panel."""

    starts_at: Any
    opens_at: Any
    closes_at: Any


class SeatsTaken(Refusal):
    """Fewer seats than people who have one; `about` has how many are taken."""

    code = RefusalCode.SEATS_TAKEN

    def __init__(self, taken: int, seats: int) -> None:
        super().__init__(
            f"{taken} seats are taken, which is {taken - seats} more. Keep everybody, or move the last to the front "
            "of the line?"
        )
        self.about = {"seated": taken, "over": taken - seats}


class NotAHost(Refusal):
    """Only organisers make somebody a host."""

    code = RefusalCode.NOT_A_HOST
    detail = "Only an organiser can make somebody a host. To let them work the door of this panel, give them its code."


def check_times(panel: Settings) -> None:
    """Refuse a sign-up that closes before it opens."""
    if panel.opens_at and panel.closes_at and panel.closes_at <= panel.opens_at:
        raise Invalid("Sign-up would close before it opens.", errors={"closes_at": ["This is before it opens."]})


def check_draw(draw_at: datetime | None, starts_at: datetime | None, *, at: datetime) -> None:
    """Refuse a draw in the past, or when the panel has begun."""
    if draw_at and (draw_at <= at or (starts_at and draw_at >= starts_at)):
        raise Invalid("A draw is made in the future, and before the panel.", errors={"draw_at": ["Not at this time."]})


def check_may_host(roles: Collection[Role]) -> None:
    """Refuse to let somebody host who lacks the role."""
    if not {Role.HOST, Role.ORGANISER} & set(roles):
        raise NotAHost
