"""What happened over time, in steps that are as wide as needed to be few."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_STEPS = 60
WIDTHS = (1, 5, 15, 30, 60, 180, 360, 720, 1440, 2 * 1440, 7 * 1440, 28 * 1440)  # minutes


@dataclass(frozen=True, slots=True)
class OverTime:
    """How many in each step of so many minutes, from `begins` to the last in which there was anybody."""

    begins: datetime | None
    minutes: int
    people: Sequence[int]


def in_steps(moments: Sequence[datetime]) -> OverTime:
    """These moments counted in steps, the narrowest of which at most sixty are needed (or the widest there are)."""
    if not moments:
        return OverTime(None, WIDTHS[0], [])
    begins = min(moments).replace(second=0, microsecond=0)
    whole = max(moments) - begins
    minutes = next((width for width in WIDTHS if whole < MOST_STEPS * timedelta(minutes=width)), WIDTHS[-1])
    counted = Counter((moment - begins) // timedelta(minutes=minutes) for moment in moments)
    return OverTime(begins, minutes, [counted[step] for step in range(max(counted) + 1)])
