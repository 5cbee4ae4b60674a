"""What is left when a panel is over."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.panels.models import Rating


def ratings_changed(session: Session, person_id: int, since: int) -> Sequence[Rating]:
    """A person's ratings that changed after `since`, in that order."""
    theirs = select(Rating).where(Rating.person_id == person_id, Rating.rev > since)
    return session.scalars(theirs.order_by(Rating.rev)).all()
