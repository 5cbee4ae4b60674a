"""What can be decided about a case, and by whom."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

from backend.core.errors import Invalid, Outdated
from schemas.words import Measure, Origin

ABOUT_APPEALS = frozenset({Measure.GRANTED, Measure.UPHELD})
ABOUT_HELD = frozenset({Measure.PUBLISHED, Measure.WITHHELD, Measure.WARNED, Measure.RESTRICTED})
ABOUT_OTHERS = frozenset({Measure.NOTHING, Measure.REMOVED, Measure.WARNED, Measure.RESTRICTED})
AGAINST = frozenset({Measure.REMOVED, Measure.WARNED, Measure.RESTRICTED, Measure.WITHHELD})
"""What is told to whom it is about, can be appealed against, and counts for a while."""


class Case(Protocol):
    """What the rules know of a case."""

    origin: Any
    held_id: Any
    channel_id: Any
    claimed_by: Any
    claimed_until: Any
    rev: Any


def measures_for(case: Case) -> frozenset[Measure]:
    """What can be decided about the case."""
    if case.origin is Origin.APPEAL:
        return ABOUT_APPEALS
    return ABOUT_HELD if case.held_id else ABOUT_OTHERS


def check_fits(case: Case, measure: Measure, guideline: str, points: Collection[str]) -> None:
    """Refuse a measure that is not for such a case, and one against somebody that names no point."""
    if measure not in measures_for(case):
        raise Invalid("This cannot be decided about this.", errors={"measure": ["Please choose another."]})
    if measure in AGAINST and guideline not in points:
        sentence = "Please say which point of the guidelines this is for."
        raise Invalid(sentence, errors={"guideline": [sentence]})


def is_claimed(case: Case, *, at: datetime) -> bool:
    """Whether somebody has the case at that moment."""
    return case.claimed_by is not None and case.claimed_until is not None and case.claimed_until > at


def check_seen(case: Case, person_id: int, rev: int, *, at: datetime) -> None:
    """Refuse to decide a case as it was before; who has claimed it decides whatever was reported since."""
    if case.rev != rev and not (is_claimed(case, at=at) and case.claimed_by == person_id):
        raise Outdated
