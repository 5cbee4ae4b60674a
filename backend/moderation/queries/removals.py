"""Reads of removals."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.chat.models import Photo
from backend.core import feed
from backend.core.errors import NotFound
from backend.moderation.models import ModerationSettings, Removal
from backend.moderation.queries.rights import check_looks_after, lock_channels
from backend.moderation.queries.subjects import find
from schemas.words import Reportable

EVIDENCE_DAYS = 60  # until somebody changes the settings
PICTURED = {Reportable.MESSAGE, Reportable.PHOTO}


def removal(session: Session, removal_id: int) -> Removal:
    """A removal.

    Raises:
        NotFound: when there is none.
    """
    found = session.get(Removal, removal_id)
    if found is None:
        raise NotFound
    return found


def removal_for(session: Session, reader: feed.Reader, removal_id: int) -> Removal:
    """A removal of something that the reader looks after.

    Raises:
        NotFound: when there is none.
    """
    found = removal(session, removal_id)
    subject = find(session, found.subject, found.subject_id)
    check_looks_after(session, reader, subject, found.subject, found.subject_id)
    return found


def photo_key(session: Session, reader: feed.Reader, removal_id: int, photo_id: int) -> str:
    """What the files of a removed photo are called, for a moderator, as long as they are kept.

    Raises:
        NotFound: when there is no such photo in that removal, or none that they look after.
    """
    kept = removal_for(session, reader, removal_id)
    wanted = select(Photo.key).where(Photo.id == photo_id, Photo.removed_at.is_not(None), Photo.sweep_at.is_not(None))
    if kept.subject is Reportable.PHOTO:
        wanted = wanted.where(Photo.id == kept.subject_id)
    else:
        wanted = wanted.where(Photo.message_id == kept.subject_id)
    key = session.scalar(wanted) if kept.evidence and kept.subject in PICTURED else None
    if key is None:
        raise NotFound
    return key


def removal_to_change(session: Session, removal_id: int) -> Removal:
    """A removal, locked after its channel: whoever decides locks the two in this order.

    Raises:
        NotFound: when there is none.
    """
    lock_channels(session, [removal(session, removal_id).channel_id])
    return session.get_one(Removal, removal_id, with_for_update=True, populate_existing=True)


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
