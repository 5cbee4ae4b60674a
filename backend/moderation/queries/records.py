"""What changed since: cases on the moderators' stream, and what each person hears of their own."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.moderation.models import Appeal, Case, Decision, Report


def cases_changed(session: Session, _desk: int, since: int) -> Sequence[Case]:
    """The cases that changed after `since`, in that order; from the beginning those that wait, and no others."""
    theirs = select(Case).where(Case.rev > since)
    if not since:
        theirs = theirs.where(Case.decided_at.is_(None))
    return session.scalars(theirs.order_by(Case.rev)).all()


def reports_changed(session: Session, person_id: int, since: int) -> Sequence[Report]:
    """What a person reported, as far as it changed after `since`, in that order."""
    theirs = select(Report).where(Report.reporter_id == person_id, Report.rev > since)
    return session.scalars(theirs.order_by(Report.rev)).all()


def decisions_changed(session: Session, person_id: int, since: int) -> Sequence[Decision]:
    """What was decided about a person and told them, as far as it changed after `since`, in that order."""
    theirs = select(Decision).where(Decision.person_id == person_id, Decision.rev > since)
    return session.scalars(theirs.order_by(Decision.rev)).all()


def appeals_changed(session: Session, person_id: int, since: int) -> Sequence[Appeal]:
    """A person's appeals that changed after `since`, in that order."""
    theirs = select(Appeal).where(Appeal.person_id == person_id, Appeal.rev > since)
    return session.scalars(theirs.order_by(Appeal.rev)).all()
