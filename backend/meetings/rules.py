"""Decisions about meetings: no database, no clock, no request."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import cache
from http import HTTPStatus
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones

from backend.core.errors import Invalid, Refusal
from schemas.words import Phase, RefusalCode

LONGEST_MEETING = 31


class SlugTaken(Refusal):
    """Another meeting has this name in its address."""

    code = RefusalCode.SLUG_TAKEN
    detail = "Another meeting has this address already."


class UnreadableList(Refusal):
    """The list of the registered cannot be taken in; the sentence names the line and the reason."""

    code = RefusalCode.UNREADABLE_LIST
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    detail = "This list cannot be read."


class Dated(Protocol):
    """Something with days in a time zone."""

    slug: str
    starts_on: date
    ends_on: date
    timezone: str


def phase(meeting: Dated, *, at: datetime) -> Phase:
    """Where the meeting stands: live from its first midnight to its last, in its own time zone."""
    today = at.astimezone(ZoneInfo(meeting.timezone)).date()
    if today < meeting.starts_on:
        return Phase.UPCOMING
    return Phase.LIVE if today <= meeting.ends_on else Phase.OVER


def current(meetings: Sequence[Dated], *, at: datetime) -> str | None:
    """The slug of the meeting to show first: the live one, else the next, else the last."""
    order = {Phase.LIVE: 0, Phase.UPCOMING: 1, Phase.OVER: 2}

    def key(meeting: Dated) -> tuple[int, int]:
        stands = phase(meeting, at=at)
        day = meeting.starts_on.toordinal()
        return order[stands], -day if stands is Phase.OVER else day

    return min(meetings, key=key).slug if meetings else None


def check_days(starts_on: date, ends_on: date) -> None:
    """Refuse days that run backwards or for more than a month."""
    if ends_on < starts_on:
        raise Invalid("The last day is before the first.", errors={"ends_on": ["This is before the first day."]})
    if (ends_on - starts_on).days >= LONGEST_MEETING:
        raise Invalid("A meeting lasts a month at the most.", errors={"ends_on": ["This is more than a month on."]})


def check_timezone(name: str) -> None:
    """Refuse a time zone that is not an IANA name."""
    if name not in _timezones():
        raise Invalid(
            f"There is no time zone {name}. A name is like Europe/Brussels.",
            errors={"timezone": ["This is not the name of a time zone."]},
        )


@cache
def _timezones() -> AbstractSet[str]:
    """Every IANA name; looked up once, since that reads some six hundred files."""
    return available_timezones()
