"""Who changed what, when: one row an edit, with the fields before and after, so that it can be undone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend.core import clock
from backend.core.db import Base, Numbered
from schemas.words import Subject


class Edit(Numbered, Base):
    """One change to one subject. `person_id` is None for the command line; `scope` is a stream's name."""

    __tablename__ = "edit"

    at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    scope: Mapped[str] = mapped_column(String(80), index=True)
    subject: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    label: Mapped[str] = mapped_column(String(300))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]


def note(  # noqa: PLR0913 - one call writes one whole row
    session: Session,
    by: int | None,
    *,
    scope: str,
    subject: Subject,
    subject_id: int,
    label: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> Edit:
    """Write down an edit; `before` and `after` hold JSON values of the changed fields only."""
    edit = Edit(
        at=clock.now(),
        person_id=by,
        scope=scope,
        subject=subject,
        subject_id=subject_id,
        label=label,
        before=dict(before),
        after=dict(after),
    )
    session.add(edit)
    return edit


def edits_of(session: Session, scope: str, *, below: int | None = None, limit: int = 50) -> Sequence[Edit]:
    """The newest edits of a scope, at most `limit`, older than edit `below` when it is given."""
    found = select(Edit).where(Edit.scope == scope).order_by(Edit.id.desc()).limit(limit)
    return session.scalars(found.where(Edit.id < below) if below else found).all()
