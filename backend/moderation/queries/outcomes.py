"""What was decided, as moderators see it (schemas.desk.DecidedSchema)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import Decided
from backend.moderation.models import Case, Decision
from backend.people import queries as people
from backend.people.models import Restriction
from schemas.words import Measure

OWN = ("id", "case_id", "measure", "at", "guideline", "edition", "text", "overturned_at")
SIMILAR, OF_AUTHOR = 5, 10


def check_open(session: Session, case: Case) -> None:
    """Refuse what was decided.

    Raises:
        Decided: with who did, and what; without these where its author took it back.
    """
    if case.decided_at is None:
        return
    found = session.get(Decision, case.decision_id) if case.decision_id else None
    if found is None:
        raise Decided
    by = people.person(session, found.by).name if found.by else None
    sentence = f"{by or 'A rule'} decided this in the meantime. Look at it again."
    raise Decided(sentence, {"by": by, "by_id": found.by, "measure": found.measure.value})


def decided_with(session: Session, ids: Collection[int]) -> Mapping[int, dict[str, Any]]:
    """The decisions with these ids."""
    found = session.scalars(select(Decision).where(Decision.id.in_(ids))).all() if ids else ()
    return {decision["id"]: decision for decision in shown(session, found)}


def shown(session: Session, decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    """These decisions with who made them, and the restriction that came with each."""
    names = people.names_of(session, {one.by for one in decisions if one.by}) if decisions else {}
    given = [one.restriction_id for one in decisions if one.restriction_id]
    kinds = session.scalars(select(Restriction).where(Restriction.id.in_(given))).all() if given else ()
    restrictions = {one.id: one for one in kinds}
    return [_one(one, names, restrictions.get(one.restriction_id or 0)) for one in decisions]


def _one(decision: Decision, names: Mapping[int, str], restriction: Restriction | None) -> dict[str, Any]:
    came = {"restriction": restriction.kind, "until": restriction.until} if restriction else {}
    who = {"by": names.get(decision.by or 0), "by_id": decision.by}
    return {name: getattr(decision, name) for name in OWN} | who | {"restriction": None, "until": None} | came


def similar_to(session: Session, case: Case) -> list[dict[str, Any]]:
    """The newest decisions about the same point and kind of subject, in other cases."""
    theirs = select(Decision).where(Decision.guideline == case.guideline, Decision.subject == case.subject)
    theirs = theirs.where(Decision.measure.not_in([Measure.GRANTED, Measure.UPHELD]))
    theirs = theirs.where(Decision.case_id.is_distinct_from(case.id))
    return shown(session, session.scalars(theirs.order_by(Decision.id.desc()).limit(SIMILAR)).all())


def about(session: Session, person_id: int) -> list[dict[str, Any]]:
    """The newest decisions about a person."""
    theirs = select(Decision).where(Decision.person_id == person_id).order_by(Decision.id.desc())
    return shown(session, session.scalars(theirs.limit(OF_AUTHOR)).all())
