"""What a phone may have kept that is no more."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.chat.models import Message


def messages_gone(session: Session, ids: Sequence[int]) -> list[int]:
    """Those of these messages that were removed, or never were, in order."""
    there = select(Message.id).where(Message.id.in_(ids), Message.removed_at.is_(None))
    return sorted(set(ids) - set(session.scalars(there)))
