"""When the channels of a meeting's sessions and panels open and close."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from backend.chat.rules.refusals import ReadOnly
from backend.core.errors import Refusal
from schemas.words import ChannelState, RefusalCode

OPENS_BEFORE = timedelta(days=14)
READ_ONLY_AFTER = timedelta(days=28)
ARCHIVED_AFTER = timedelta(days=56)
ORDER = (ChannelState.OPEN, ChannelState.READ_ONLY, ChannelState.ARCHIVED)


class Dated(Protocol):
    """A meeting with its days in its time zone."""

    starts_on: Any
    ends_on: Any
    timezone: Any


@dataclass(frozen=True, slots=True)
class Season:
    """From when its channels are open, only to be read, and in the archive."""

    opens_at: datetime
    read_only_at: datetime
    archived_at: datetime


class NotOpenYet(Refusal):
    """It is too early to talk about a session; `about` says from when on (`opens_at`)."""

    code = RefusalCode.NOT_OPEN_YET

    def __init__(self, opens_at: datetime) -> None:
        day = opens_at.astimezone(UTC)
        super().__init__(f"This conversation opens on {day.day} {day:%B} {day.year}, two weeks before the meeting.")
        self.about = {"opens_at": day.strftime("%Y-%m-%dT%H:%M:%SZ")}


def season(meeting: Dated) -> Season:
    """The season of a meeting's channels, from midnight to midnight of its own time zone."""
    begins, over = _midnight(meeting, meeting.starts_on), _midnight(meeting, meeting.ends_on + timedelta(days=1))
    return Season(begins - OPENS_BEFORE, over + READ_ONLY_AFTER, over + ARCHIVED_AFTER)


def _midnight(meeting: Dated, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(meeting.timezone)).astimezone(UTC)


def state_in(found: Season, *, at: datetime) -> ChannelState:
    """How a channel of this season stands at that time."""
    if at >= found.archived_at:
        return ChannelState.ARCHIVED
    return ChannelState.READ_ONLY if at >= found.read_only_at else ChannelState.OPEN


def state_after(state: ChannelState, found: Season, *, moved: bool, at: datetime) -> ChannelState:
    """What becomes of a channel by the clock: it closes and never opens again, unless its meeting was `moved`.

    What a moderator closed early stays closed.
    """
    by_now = state_in(found, at=at)
    return by_now if moved or ORDER.index(by_now) > ORDER.index(state) else state


def check_begins(found: Season, *, at: datetime) -> None:
    """Refuse to begin a conversation before its season, or after it."""
    if at < found.opens_at:
        raise NotOpenYet(found.opens_at)
    if at >= found.read_only_at:
        raise ReadOnly("The time to talk about this is over, and nobody did.")
