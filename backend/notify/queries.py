"""Reads of notices; each is its person's."""

from collections.abc import Collection, Mapping, Sequence

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


def told_about(session: Session, person_ids: Collection[int], about: Mapping[str, int]) -> Sequence[Notice]:
    """What these people were told about something, locked; `about` holds ids."""
    if not person_ids:
        return ()
    theirs = select(Notice).where(Notice.person_id.in_(person_ids), Notice.removed_at.is_(None))
    theirs = theirs.where(*(Notice.about[name].as_integer() == number for name, number in about.items()))
    return session.scalars(theirs.order_by(Notice.id).with_for_update()).all()


def notices_to_change(session: Session, ids: Collection[int]) -> Sequence[Notice]:
    """The notices with these ids, locked, whatever became of them."""
    return session.scalars(select(Notice).where(Notice.id.in_(ids)).order_by(Notice.id).with_for_update()).all()
