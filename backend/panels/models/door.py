"""The code of a panel's door, and who works the door by it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered


class DoorCode(Numbered, Base):
    """A code by which a member works one door: found by its digest, shown again from its sealed form.

    A panel has one that has not ended; `ended_at` is when it was replaced or taken away, or the panel ended.
    """

    __tablename__ = "door_code"

    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    sealed: Mapped[str] = mapped_column(String(200))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class DoorHelper(Numbered, Base):
    """Somebody who typed a door's code; their right ends with the code."""

    __tablename__ = "door_helper"
    __table_args__ = (UniqueConstraint("code_id", "person_id"),)

    code_id: Mapped[int] = mapped_column(ForeignKey("door_code.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
