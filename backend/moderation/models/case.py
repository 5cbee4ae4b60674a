"""Cases, the reports they are made of, and what moderators tell each other about them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from schemas.words import Origin, Reportable

OPEN = text("decided_at IS NULL AND appeal_id IS NULL")


class Case(Numbered, Record, Base):
    """What moderators are asked to decide about one subject; all of its reports stand in one case while it is open.

    It is told on `moderation:1` without any text, and without whose it is. `subject_id` is the id of a message,
    photo, question, person or application, `held_id` what waits for a look, `appeal_id` an appeal. `author_id` is
    whom it is about. `urgency` is from 0 to 100. `why` is what an automatic rule (`rule_id`) says of it: rule,
    rule_id, effect, signs; of what is held the signs stand with it alone. Whoever claimed it has it until
    `claimed_until`.
    """

    __tablename__ = "case"
    __table_args__ = (
        Index("ix_case_open", "subject", "subject_id", "origin", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_case_rev", "rev"),
        Index("ix_case_author", "author_id"),
    )

    origin: Mapped[Origin]
    subject: Mapped[Reportable]
    subject_id: Mapped[int] = mapped_column(BigInteger)
    held_id: Mapped[int | None] = mapped_column(BigInteger)
    appeal_id: Mapped[int | None] = mapped_column(BigInteger)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(35), default="")
    guideline: Mapped[str] = mapped_column(String(40), default="")
    reports: Mapped[int] = mapped_column(default=0)
    urgency: Mapped[int] = mapped_column(default=0)
    rule_id: Mapped[int | None] = mapped_column(BigInteger)
    why: Mapped[dict[str, Any]] = mapped_column(default=dict)
    opened_at: Mapped[datetime]
    claimed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    claimed_until: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decision_id: Mapped[int | None] = mapped_column(BigInteger)


class Report(Numbered, Record, Base):
    """One person's report of one subject, for ever; its reporter hears on their own stream what came of it."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("reporter_id", "subject", "subject_id"),
        Index("ix_report_reporter_rev", "reporter_id", "rev"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    reporter_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    subject: Mapped[Reportable]
    subject_id: Mapped[int] = mapped_column(BigInteger)
    guideline: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text, default="")
    weight: Mapped[int] = mapped_column(default=10)
    at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    helped: Mapped[bool | None]


class CaseNote(Numbered, Base):
    """What one moderator tells the others about a case."""

    __tablename__ = "case_note"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
