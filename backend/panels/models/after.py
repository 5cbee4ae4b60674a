"""What hosts write to a panel's people, and what is left when it is over: its end, and ratings."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from schemas.words import Audience


class PanelMessage(Numbered, Base):
    """A message to a panel's people; `people` is to how many it went. A `client_id` is sent once."""

    __tablename__ = "panel_message"
    __table_args__ = (UniqueConstraint("panel_id", "client_id"),)

    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    client_id: Mapped[str] = mapped_column(String(36))
    at: Mapped[datetime]
    to: Mapped[Audience]
    text: Mapped[str] = mapped_column(String(500))
    people: Mapped[int]


class PanelEnd(Numbered, Base):
    """That the end of a panel was carried out: its door is shut, and `thanked` people were thanked."""

    __tablename__ = "panel_end"

    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"), unique=True)
    at: Mapped[datetime]
    thanked: Mapped[int]


class Rating(Numbered, Record, Base):
    """How many stars (1 to 5) somebody who came gives a panel, and what they say; one a person."""

    __tablename__ = "rating"
    __table_args__ = (UniqueConstraint("panel_id", "person_id"), Index("ix_rating_person_rev", "person_id", "rev"))

    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    stars: Mapped[int]
    words: Mapped[str] = mapped_column(Text, default="")
    rated_at: Mapped[datetime]
