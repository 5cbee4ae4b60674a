"""When people may sign up, and how it is said when they may not."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from backend.core.errors import Refusal
from schemas.words import RefusalCode


class Scheduled(Protocol):
    """What decides whether a panel can be signed up for."""

    starts_at: Any
    ends_at: Any
    cancelled: Any
    opens_at: Any
    closes_at: Any
    shut: Any
    line_open: Any


class SignupsNotOpen(Refusal):
    """Sign-up begins later; `about` has `opens_at`."""

    code = RefusalCode.SIGNUPS_NOT_OPEN

    def __init__(self, opens_at: datetime, zone: ZoneInfo) -> None:
        local = opens_at.astimezone(zone)
        super().__init__(f"Sign-up opens on {local:%A} {local.day} {local:%B} at {local:%H:%M} ({zone.key}).")
        self.about = {"opens_at": opens_at.isoformat()}


class SignupsClosed(Refusal):
    """Sign-up is over, by the clock or because a host closed it."""

    code = RefusalCode.SIGNUPS_CLOSED
    detail = "Sign-up for this panel is closed. Seats that stay empty are given away at the door."


class LineClosed(Refusal):
    """Every seat is taken and nobody can be put in line."""

    code = RefusalCode.LINE_CLOSED
    detail = "This panel is full and its line is closed."


class PanelOver(Refusal):
    """The panel has ended."""

    code = RefusalCode.PANEL_OVER
    detail = "This panel is over."


class PanelCancelled(Refusal):
    """The panel does not take place."""

    code = RefusalCode.PANEL_CANCELLED
    detail = "This panel was cancelled."


def check_open(panel: Scheduled, zone: Callable[[], ZoneInfo], *, at: datetime) -> None:
    """Refuse a sign-up outside of the time for it; `zone` tells the meeting's time zone where it must be said."""
    check_takes_place(panel, at=at)
    if panel.opens_at and at < panel.opens_at:
        raise SignupsNotOpen(panel.opens_at, zone())
    closes_at = panel.closes_at or panel.starts_at
    if panel.shut or (closes_at and at >= closes_at):
        raise SignupsClosed


def check_takes_place(panel: Scheduled, *, at: datetime) -> None:
    """Refuse to take or give seats of what is cancelled or over."""
    if panel.cancelled:
        raise PanelCancelled
    if panel.ends_at and at >= panel.ends_at:
        raise PanelOver


def check_line_open(panel: Scheduled) -> None:
    """Refuse to put somebody in a line that is closed."""
    if not panel.line_open:
        raise LineClosed
