"""What waits for a look and is decided together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from backend.core import feed
from backend.moderation.models import Case
from backend.moderation.queries.rights import in_scope, lock_channels
from schemas.words import Origin


def waiting_to_change(
    session: Session, reader: feed.Reader, wanted: Mapping[str, Any], *, at: datetime, limit: int
) -> Sequence[Case]:
    """Open cases of what waits and is wanted, one author's together, in the order it was held; locked.

    Their channels are locked before them, as chat does it.
    """
    theirs = select(Case).where(*_wanted(session, reader, wanted, at)).order_by(Case.author_id, Case.id).limit(limit)
    where = set(session.scalars(select(theirs.subquery().c.channel_id)))
    lock_channels(session, where)
    theirs = theirs.where(Case.channel_id.in_(where))
    return session.scalars(theirs.with_for_update(skip_locked=True).execution_options(populate_existing=True)).all()


def count(session: Session, reader: feed.Reader, wanted: Mapping[str, Any], *, at: datetime) -> int:
    """How many such there are."""
    return session.execute(select(func.count()).where(*_wanted(session, reader, wanted, at))).scalar_one()


def _wanted(
    session: Session, reader: feed.Reader, wanted: Mapping[str, Any], at: datetime
) -> list[ColumnElement[bool]]:
    """Nobody decides their own, nor what another moderator looks at just now."""
    unclaimed = or_(Case.claimed_by.is_(None), Case.claimed_by == reader.id, Case.claimed_until <= at)
    parts = [Case.origin == Origin.HELD, Case.decided_at.is_(None), Case.author_id != reader.id, unclaimed]
    parts += [in_scope(session, reader), Case.opened_at <= wanted["until"]]
    if wanted["since"]:
        parts.append(Case.opened_at >= wanted["since"])
    if wanted["person_id"]:
        parts.append(Case.author_id == wanted["person_id"])
    if wanted["channel_id"]:
        parts.append(Case.channel_id == wanted["channel_id"])
    return parts
