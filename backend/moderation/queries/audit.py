"""Reads of the audit log."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.core import clock
from backend.moderation.models import Audit, AuditHead
from backend.moderation.rules.auditing import Walk
from backend.people import queries as people

PAGE = 50
ONLY = 1  # the id of the one row that says where the chain ends
# On SQLite the two are one row's; on PostgreSQL two who begin the chain at once wait for each other here.
BEGUN = text("INSERT INTO audit_head (id, last_id, hash) VALUES (1, 0, '') ON CONFLICT (id) DO NOTHING")


def head_to_move(session: Session) -> AuditHead:
    """Where the chain ends, locked; made by the first act."""
    locked = select(AuditHead).where(AuditHead.id == ONLY).with_for_update().execution_options(populate_existing=True)
    if found := session.scalar(locked):
        return found
    session.connection().execute(BEGUN)
    return session.execute(locked).scalar_one()


def head(session: Session) -> AuditHead | None:
    """Where the chain ends; None before the first act."""
    return session.get(AuditHead, ONLY)


def rows_after(session: Session, number: int, limit: int) -> Sequence[Audit]:
    """The next rows of the chain, in its order."""
    return session.scalars(select(Audit).where(Audit.id > number).order_by(Audit.id).limit(limit)).all()


def page(session: Session, before: int | None, act: str) -> dict[str, Any]:
    """The newest acts, or those before one (schemas.removals.ActsPageSchema); of one name if one is given."""
    newest = select(Audit).order_by(Audit.id.desc()).limit(PAGE + 1)
    newest = newest.where(Audit.id < before) if before else newest
    rows = session.scalars(newest.where(Audit.act == act) if act else newest).all()
    names = people.names_of(session, {row.person_id for row in rows if row.person_id})
    acts = [_shown(row, names) for row in rows[:PAGE]]
    return {"acts": acts, "next": rows[PAGE - 1].id if len(rows) > PAGE else None, "verified": _verified(rows, act)}


def _shown(row: Audit, names: Mapping[int, str]) -> dict[str, Any]:
    columns = ("id", "at", "act", "subject", "subject_id", "why", "before", "after")
    by = {"id": row.person_id, "name": names.get(row.person_id, "")} if row.person_id else None
    return {name: getattr(row, name) for name in columns} | {"by": by}


def _verified(rows: Sequence[Audit], act: str) -> dict[str, Any] | None:
    """Whether these rows follow from each other."""
    if act or not rows:
        return None
    oldest = rows[-1]
    walk = Walk(oldest.id - 1, oldest.previous)
    walk.take(reversed(rows))
    return {"until_id": oldest.id, "at": clock.now(), "whole": not walk.broken}
