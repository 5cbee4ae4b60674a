"""What a decision does beyond being written down, and how all of it is undone: the one place that calls the others."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy.orm import Session

from backend.chat.service import holding
from backend.core.errors import NotFound, Outdated
from backend.moderation.models import Case, Decision
from backend.moderation.queries import removals as queries
from backend.moderation.queries.settings import settings
from backend.moderation.rules.removing import EvidenceGone
from backend.moderation.service import bulk, removing, restoring
from backend.moderation.service.removing import Why
from backend.people.service import restricting
from backend.people.service.restricting import Limits
from schemas.words import Measure

log = structlog.get_logger()


def carry_out(session: Session, by: int, case: Case, decision: Decision, wanted: Mapping[str, Any]) -> None:
    """Do what was decided about something reported or held.

    Raises:
        Outdated: when what should be taken away is gone already.
    """
    if decision.measure is Measure.PUBLISHED and case.held_id:
        holding.publish(session, case.held_id)
    elif case.held_id:
        keep_until = decision.at + timedelta(days=settings(session).evidence_days)
        holding.withhold(session, case.held_id, keep_until=keep_until)
    elif decision.measure is Measure.REMOVED or wanted["remove"]:
        _remove(session, by, case, decision)
    if decision.measure is Measure.RESTRICTED:
        _restrict(session, by, case, decision, wanted["restriction"])


def _remove(session: Session, by: int, case: Case, decision: Decision) -> None:
    why = Why(decision.guideline, text=decision.text, decided=True)
    try:
        decision.removal_id = removing.remove(session, by, case.subject, case.subject_id, why).id
    except NotFound as gone:
        raise Outdated from gone


def _restrict(session: Session, by: int, case: Case, decision: Decision, wanted: Mapping[str, Any]) -> None:
    until = decision.at + timedelta(minutes=wanted["minutes"]) if wanted["minutes"] else None
    where = None if wanted["everywhere"] else case.channel_id
    limits = Limits(wanted["kind"], where, until, decision.guideline, decision.text, decision.id)
    decision.restriction_id = restricting.restrict(session, by, case.author_id, limits).id


def undo(session: Session, by: int, decision: Decision, held_ids: Sequence[int]) -> None:
    """Put everything back as it was before a decision, as far as it is still kept."""
    if decision.removal_id:
        _put_back(session, by, decision.removal_id)
    if decision.restriction_id:
        restricting.lift(session, by, decision.restriction_id)
    for held_id in held_ids:
        holding.publish(session, held_id)


def _put_back(session: Session, by: int, removal_id: int) -> None:
    """Put back what was taken away, with all that was taken from the same author as one event."""
    removal = queries.removal(session, removal_id)
    try:
        if removal.bulk_id:
            bulk.restore_of(session, by, removal)
        else:
            restoring.restore(session, by, removal_id)
    except EvidenceGone:
        log.warning("appeal.evidence_gone", removal=removal_id)
