"""Time zones that a calendar describes itself (VTIMEZONE), refused where asking them the time would take for ever."""

from typing import Any

from icalendar import Component

from backend.core.text import one_line
from backend.programme.readers.source import THE_FILE, Source

_MOST_CHANGES = 400
_ONE_DATE = 7  # `the first Sunday on or after the 8th` is written as seven dates
_ONCE = {"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS", "UNTIL", "COUNT", "WKST"}


def check(source: Source, calendar: Component) -> None:
    """Refuse a description in which the clocks change more than once a year, or by too many rules."""
    for zone in calendar.walk("VTIMEZONE"):
        rules = [rule for change in zone.subcomponents for rule in listed(change.get("RRULE"))]
        if len(zone.subcomponents) > _MOST_CHANGES or not all(map(_is_once_a_year, rules)):
            name = one_line(str(zone.get("TZID", "")), 80)
            raise source.refusal(THE_FILE, f"the time zone '{name}' is described in a way that cannot be followed")


def listed(value: Any) -> list[Any]:
    """The values of a property that may be absent, given once or several times."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _is_once_a_year(rule: Any) -> bool:
    if not isinstance(rule, dict) or "BYMONTH" not in rule:
        return False
    dates = {name.upper(): listed(values) for name, values in rule.items()}
    by_date = dates.pop("BYMONTHDAY", [])
    return (
        [str(frequency).upper() for frequency in dates.get("FREQ", [])] == ["YEARLY"]
        and dates.keys() <= _ONCE
        and all(len(values) == 1 for values in dates.values())
        and len(by_date) <= _ONE_DATE
        and dates.get("INTERVAL", [1]) != [0]
    )
