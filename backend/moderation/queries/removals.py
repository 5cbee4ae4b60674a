"""Reads of removals."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core.errors import NotFound
from backend.moderation.models import ModerationSettings, Removal
from schemas.words import Reportable

EVIDENCE_DAYS = 60  # until somebody changes the settings


def removal(session: Session, removal_id: int) -> Removal:
    """A removal.

    Raises:
        NotFound: when there is none.
    """
    found = session.get(Removal, removal_id)
    if found is None:
        raise NotFound
    return found


def removal_to_change(session: Session, removal_id: int) -> Removal:
    """A removal, locked.

    Raises:
        NotFound: when there is none.
    """
    found = session.get(Removal, removal_id, with_for_update=True)
    if found is None:
        raise NotFound
    return found


def standing(session: Session, subject: Reportable, subject_id: int) -> Removal | None:
    """The newest removal of a subject that was not taken back."""
    theirs = select(Removal).where(Removal.subject == subject, Removal.subject_id == subject_id)
    return session.scalar(theirs.where(Removal.restored_at.is_(None)).order_by(Removal.id.desc()).limit(1))


def evidence_days(session: Session) -> int:
    """How long what was removed is kept for moderators."""
    return session.scalar(select(ModerationSettings.evidence_days)) or EVIDENCE_DAYS


def due_to_empty(session: Session, at: datetime, *, limit: int) -> Sequence[Removal]:
    """Removals whose evidence was kept long enough, locked, unless somebody has them in hand."""
    due = select(Removal).where(Removal.evidence_until <= at, Removal.evidence != "")
    return session.scalars(due.order_by(Removal.evidence_until).limit(limit).with_for_update(skip_locked=True)).all()
