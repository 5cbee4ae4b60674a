"""Times as schedule files write them, turned into aware UTC; what cannot be is a ValueError that says why."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

_FIRST_YEAR, _LAST_YEAR = 1970, 2200
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_CLOCK_LENGTH = re.compile(r"(\d{1,3}):([0-5]?\d)(?::[0-5]?\d)?", re.ASCII)
_WORD_LENGTH = re.compile(r"(?:(\d{1,3})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,4})\s*(?:m|min|mins|minutes?)?)?", re.ASCII)
_ISO_LENGTH = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d+S)?", re.ASCII)


def zone_named(name: str) -> ZoneInfo:
    """The time zone of that IANA name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"the time zone '{name}' is not known") from error


def in_utc(local: datetime, zone: tzinfo) -> datetime:
    """The moment a clock in the zone shows; an hour that summer time skips does not exist.

    A time that brings its own zone keeps it.
    """
    if not _FIRST_YEAR <= local.year <= _LAST_YEAR:
        raise ValueError(f"the year {local.year} is out of bounds")
    zoned = local if local.tzinfo else local.replace(tzinfo=zone)
    moment = zoned.astimezone(UTC)
    if moment.astimezone(zoned.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        where = getattr(zoned.tzinfo, "key", "its time zone")
        raise ValueError(f"{local:%Y-%m-%d %H:%M} does not exist in {where}, where the clocks go forward")
    return moment


def moment(text: str, zone: tzinfo) -> datetime:
    """An ISO 8601 date and time; without an offset it is the zone's."""
    try:
        local = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(f"'{text}' is not a date and time that exists") from error
    return in_utc(local, zone)


def day(text: str) -> date:
    """An ISO 8601 date, or the date of an ISO date and time."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError as error:
        raise ValueError(f"'{text}' is not a day that exists") from error


def clock(text: str) -> time:
    """A time of day, `9:05`, `09:05` or `09:05:00`."""
    found = _CLOCK.fullmatch(text.strip())
    try:
        if not found:
            return time.fromisoformat(text.strip())
        hour, minute, second = map(int, found.groups("0"))
        return time(hour, minute, second)
    except ValueError as error:
        raise ValueError(f"'{text}' is not a time of day") from error


def on_programme_day(on: date, at: time, change: time) -> datetime:
    """The local time of a session listed under a day that begins when the day changes, not at midnight."""
    return datetime.combine(on + timedelta(days=at < change), at)


def minutes(text: str) -> int | None:
    """A length such as `0:45`, `00:45:00`, `45`, `45 min`, `1h 30` or `PT45M`; None where nothing is said."""
    stripped = text.strip()
    if not stripped:
        return None
    for pattern in (_CLOCK_LENGTH, _WORD_LENGTH, _ISO_LENGTH):
        if found := pattern.fullmatch(stripped):
            hours, rest = found.groups()
            return int(hours or 0) * 60 + int(rest or 0)
    raise ValueError(f"'{text}' is not a length of time")
