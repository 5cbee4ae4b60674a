"""How a case comes to the desk, and how it leaves it without a decision."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.moderation.models import Case
from backend.moderation.queries import cases as queries
from backend.moderation.queries.rights import DESK
from schemas.words import Origin, Reportable

USUAL_URGENCY = 30
STREAM = f"moderation:{DESK}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A case as it begins; `why` is what a rule says of it (rule, rule_id, effect, signs)."""

    origin: Origin
    subject: Reportable
    subject_id: int
    author_id: int
    channel_id: int | None = None
    language: str = ""
    guideline: str = ""
    urgency: int = USUAL_URGENCY
    held_id: int | None = None
    appeal_id: int | None = None
    why: dict[str, Any] = field(default_factory=dict)


def open_case(session: Session, opening: Opening) -> Case:
    """Put something before the moderators; while a case of the same origin about it is open, it is that one, locked."""
    while True:
        if found := _open_already(session, opening):
            return found
        case = _new(opening)
        if queries.added(session, case):
            tell(session, case)
            return case


def _open_already(session: Session, opening: Opening) -> Case | None:
    if opening.appeal_id:
        return None
    if opening.held_id:
        return queries.of_held_to_change(session, opening.held_id)
    origins = queries.GROUPED if opening.origin in queries.GROUPED else (opening.origin,)
    return queries.open_to_change(session, origins, opening.subject, opening.subject_id)


def _new(opening: Opening) -> Case:
    return Case(
        origin=opening.origin,
        subject=opening.subject,
        subject_id=opening.subject_id,
        held_id=opening.held_id,
        appeal_id=opening.appeal_id,
        author_id=opening.author_id,
        channel_id=opening.channel_id,
        language=opening.language,
        guideline=opening.guideline,
        urgency=opening.urgency,
        rule_id=opening.why.get("rule_id"),
        why=opening.why,
        reports=0,
        opened_at=clock.now(),
    )


def close(session: Session, held_id: int) -> None:
    """Take something held from the desk, since its author withdrew it: nothing is left to decide."""
    case = queries.of_held_to_change(session, held_id)
    if case is not None:
        case.decided_at = clock.now()
        tell(session, case)


def tell(session: Session, case: Case) -> None:
    """Say at the desk that a case changed."""
    feed.touch(session, case, on=STREAM)
