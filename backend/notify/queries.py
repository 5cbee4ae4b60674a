"""Reads of notices; each is its person's."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.notify.models import Notice


def notices_changed(session: Session, person_id: int, since: int) -> Sequence[Notice]:
    """A person's notices that changed after `since`, in that order."""
    theirs = select(Notice).where(Notice.person_id == person_id, Notice.rev > since)
    return session.scalars(theirs.order_by(Notice.rev)).all()


def unseen_to_change(session: Session, person_id: int, upto: int) -> Sequence[Notice]:
    """A person's unseen notices with ids up to `upto`, locked."""
    theirs = select(Notice).where(Notice.person_id == person_id, Notice.seen_at.is_(None), Notice.id <= upto)
    return session.scalars(theirs.order_by(Notice.id).with_for_update()).all()
