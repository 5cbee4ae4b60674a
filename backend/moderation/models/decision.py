"""What moderators decided, what was said against it, and how long it counts."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from schemas.words import Measure, Reportable


class Decision(Numbered, Record, Base):
    """What was decided about a subject of `person_id`, who is told on their own stream unless it is nothing.

    `guideline` is the point it is for and `edition` the guidelines as they stood. `text` is what the person is told.
    `appeal_until` is promised with the decision, whatever is set later; without it nobody is told and none appeals.
    """

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_person_rev", "person_id", "rev"),)

    case_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    measure: Mapped[Measure]
    subject: Mapped[Reportable]
    subject_id: Mapped[int] = mapped_column(BigInteger)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    guideline: Mapped[str] = mapped_column(String(40), default="")
    edition: Mapped[int]
    text: Mapped[str] = mapped_column(Text, default="")
    removal_id: Mapped[int | None] = mapped_column(BigInteger)
    restriction_id: Mapped[int | None] = mapped_column(BigInteger)
    appeal_until: Mapped[datetime | None]
    overturned_at: Mapped[datetime | None]


class Appeal(Numbered, Record, Base):
    """What a person says against a decision about them: once, and decided by somebody else."""

    __tablename__ = "appeal"
    __table_args__ = (Index("ix_appeal_person_rev", "person_id", "rev"),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    granted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")


class Strike(Numbered, Base):
    """That a decision counts against a person until it fades; one whose decision was overturned is gone."""

    __tablename__ = "strike"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    at: Mapped[datetime]
    fades_at: Mapped[datetime]
