"""What was taken away, by whom and why, and the evidence, which is sealed."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered
from schemas.words import Reportable


class Bulk(Numbered, Base):
    """Many subjects taken away together, as one event; `wanted` says whose or matching what, in which span."""

    __tablename__ = "bulk"

    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    wanted: Mapped[dict[str, Any]]
    count: Mapped[int] = mapped_column(default=0)
    restored_at: Mapped[datetime | None]


class Removal(Numbered, Base):
    """One subject taken away.

    `evidence` is what it was, sealed JSON, enough to put all of it back in its place; it is empty once
    `evidence_until` has passed. `by` is None for a rule or the command line. `note` is for moderators.
    """

    __tablename__ = "removal"
    __table_args__ = (Index("ix_removal_subject", "subject", "subject_id"),)

    subject: Mapped[Reportable]
    subject_id: Mapped[int] = mapped_column(BigInteger)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    guideline: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text, default="")
    bulk_id: Mapped[int | None] = mapped_column(ForeignKey("bulk.id"), index=True)
    evidence: Mapped[str] = mapped_column(Text)
    evidence_until: Mapped[datetime] = mapped_column(index=True)
    restored_at: Mapped[datetime | None]
    restored_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
