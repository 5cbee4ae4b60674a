"""When a recurring event of a calendar takes place: within a year of its start, and so often at most."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr

MOST_TIMES = 200
_HORIZON = timedelta(days=370)
_WIDEST = 400
# Only what always comes round again: the library looks for a 30 February until the year 9999.
_EVERY = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_PARTS = {"DAILY": _EVERY, "WEEKLY": _EVERY | {"BYDAY"}, "MONTHLY": _EVERY | {"BYDAY", "BYMONTHDAY"}}


def times(rule: Mapping[str, Any], starts: datetime) -> list[datetime]:
    """The local starts that a rule of RFC 5545 gives, from the first one in its zone; all without the zone.

    Raises ValueError for a rule of a kind that no timetable needs: by the hour, by the year, with parts of hours.
    """
    parts = {name.upper(): values if isinstance(values, list) else [values] for name, values in rule.items()}
    frequency = str(parts.get("FREQ", [""])[0]).upper()
    interval = int(parts.get("INTERVAL", [1])[0])
    if frequency == "DAILY" and "BYDAY" in parts and interval == 1:
        frequency, parts["FREQ"] = "WEEKLY", ["WEEKLY"]
    if not parts.keys() <= _PARTS.get(frequency, set()) or not 0 < interval <= _WIDEST:
        raise ValueError("its repetition is of a kind that is not read here")
    first = starts.replace(tzinfo=None)
    until = min(_local(parts["UNTIL"][0], starts), first + _HORIZON) if "UNTIL" in parts else first + _HORIZON
    count = min(int(parts.pop("COUNT", [MOST_TIMES])[0]), MOST_TIMES)
    parts["UNTIL"] = [f"{until:%Y%m%dT%H%M%S}"]
    written = ";".join(f"{name}={','.join(map(_written, values))}" for name, values in parts.items())
    return list(islice(rrulestr(written, dtstart=first), max(count, 0)))


def _local(until: date, starts: datetime) -> datetime:
    """The end on the clock of the start's zone; a date alone includes its whole day."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    return (until.astimezone(starts.tzinfo) if until.tzinfo else until).replace(tzinfo=None)


def _written(value: Any) -> str:
    return value.to_ical().decode() if hasattr(value, "to_ical") else str(value)
