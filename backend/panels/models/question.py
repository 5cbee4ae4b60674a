"""Questions to a panel, who asked them, and who wants them answered.

Who asked stands in a row of its own: a question that was put without a name holds nobody's, so that no frame,
snapshot or answer made of it could tell.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from backend.panels.models.panel import Panel
from backend.people.models import Person
from schemas.words import QuestionState


class Question(Numbered, Record, Base):
    """A question as everybody sees it. `votes` are counted here and move with every vote.

    `signed_by_id` is the asker who put their name to it. `merged_into_id` is the question it was merged into, whose
    `merged` counts such. It is removed while it is hidden, once it is merged, and for good when it is withdrawn.
    """

    __tablename__ = "question"
    __table_args__ = (Index("ix_question_panel_rev", "panel_id", "rev"),)

    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    text: Mapped[str] = mapped_column(String(300))
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[QuestionState] = mapped_column(default=QuestionState.OPEN)
    votes: Mapped[int] = mapped_column(default=0)
    merged: Mapped[int] = mapped_column(default=0)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    asked_at: Mapped[datetime]
    picked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]

    panel: Mapped[Panel] = relationship(lazy="raise")
    signed_by: Mapped[Person | None] = relationship(lazy="raise")
    asker: Mapped["QuestionAsker"] = relationship(lazy="raise", back_populates="question")


class QuestionAsker(Record, Base):
    """Who asked a question, under its id: a record that only the panel's hosts hear, hidden questions too.

    `client_id` names the request by which they asked.
    """

    __tablename__ = "question_asker"
    __table_args__ = (
        UniqueConstraint("person_id", "client_id"),
        Index("ix_question_asker_panel_rev", "panel_id", "rev"),
        Index("ix_question_asker_panel_person", "panel_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True, autoincrement=False)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    client_id: Mapped[str] = mapped_column(String(36))
    anonymous: Mapped[bool]
    hidden_at: Mapped[datetime | None]
    hidden_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    question: Mapped[Question] = relationship(lazy="raise", back_populates="asker")
    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=person_id)


class QuestionVote(Numbered, Record, Base):
    """What a question is to one person: whether they want it answered, and whether they asked it.

    `client_ids` are the last requests that set it: one that comes again changes nothing.
    """

    __tablename__ = "question_vote"
    __table_args__ = (
        UniqueConstraint("question_id", "person_id"),
        Index("ix_question_vote_person_rev", "person_id", "rev"),
    )

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    panel_id: Mapped[int] = mapped_column(BigInteger)  # no key: its check would wait for whoever signs up
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    voted: Mapped[bool] = mapped_column(default=False)
    asked: Mapped[bool] = mapped_column(default=False)
    client_ids: Mapped[list[str]] = mapped_column(default=list)
