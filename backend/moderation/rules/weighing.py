"""How much a report weighs, and how urgent a case is.

Reports put a case higher in the queue and never do anything else: however many there are, nothing is hidden by them.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

USUAL, LEAST, MOST = 10, 1, 15
NEW_FOR = timedelta(days=3)
ENOUGH_TO_TELL = 3  # decided reports of somebody
MANY_IN_AN_HOUR = 8
LATELY = timedelta(minutes=15)
GRAVITY = {"law": 40, "privacy": 35, "kindness": 35, "spam": 20, "self_promotion": 15, "off_topic": 5}
SOME_GRAVITY = 20
MOST_URGENT = 100


@dataclass(frozen=True, slots=True)
class Reporter:
    """What is known of who reports: since when they are here, what came of their last reports, and how many lately."""

    joined_at: datetime
    helped: Sequence[bool]
    in_the_last_hour: int


def weight(reporter: Reporter, *, at: datetime) -> int:
    """What a report weighs: 10 as a rule, 15 at most; little by new accounts and by those whose reports do not help."""
    if reporter.in_the_last_hour >= MANY_IN_AN_HOUR:
        return LEAST
    weighs = float(USUAL)
    if len(reporter.helped) >= ENOUGH_TO_TELL:
        weighs *= 0.2 + 1.3 * sum(reporter.helped) / len(reporter.helped)
    if at - reporter.joined_at < NEW_FOR:
        weighs *= 0.4
    return max(LEAST, min(MOST, round(weighs)))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report: the point it names, its weight, and when it came."""

    guideline: str
    weight: int
    at: datetime


def top_guideline(reports: Iterable[Weighed]) -> str:
    """The point that weighs most; of two that weigh the same the one that was named first."""
    sums: dict[str, int] = {}
    for report in reports:
        sums[report.guideline] = sums.get(report.guideline, 0) + report.weight
    return max(sums, key=lambda key: sums[key], default="")


def urgency(reports: Sequence[Weighed], *, reach: int, at: datetime) -> int:
    """From 0 to 100: how grave the point is, what the reports weigh, how fast they come, how many read it."""
    grave = GRAVITY.get(top_guideline(reports), SOME_GRAVITY)
    weighs = sum(report.weight for report in reports)
    fast = sum(report.weight for report in reports if at - report.at < LATELY)
    many = 30 * (1 - math.exp(-weighs / 40)) + 15 * (1 - math.exp(-fast / 60))
    return min(MOST_URGENT, round(grave + many + min(15.0, 2 * math.log2(1 + reach))))
