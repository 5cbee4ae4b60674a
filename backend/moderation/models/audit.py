"""The audit log: every act of moderation in a chain of hashes, which nobody can shorten or change unseen."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered


class Audit(Numbered, Base):
    """One act; ids count without holes, and rows are only ever added (the database refuses anything else).

    `person_id` is None for a rule or the command line. `before` and `after` hold no text of what was removed.
    `hash` is SHA-256, hex, over the hash before it and this row as canonical JSON.
    """

    __tablename__ = "audit"

    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    act: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(BigInteger)
    why: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Numbered, Base):
    """Where the chain ends: one row, locked by whoever adds to it. `last_id` is 0 and `hash` empty at the beginning."""

    __tablename__ = "audit_head"

    last_id: Mapped[int] = mapped_column(BigInteger, default=0)
    hash: Mapped[str] = mapped_column(String(64), default="")
