"""Tables of meetings, their rooms and their registrations."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered
from backend.core.feed import Record


class Meeting(Numbered, Record, Base):
    """One edition. Days are dates in `timezone` (an IANA name)."""

    __tablename__ = "meeting"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    timezone: Mapped[str] = mapped_column(String(60))
    venue: Mapped[str] = mapped_column(String(160), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    url: Mapped[str] = mapped_column(String(500), default="")
    about: Mapped[str] = mapped_column(Text, default="")


class Room(Numbered, Record, Base):
    """A room; `walk_minutes` is the walk from the middle of the venue, `area` a building or floor."""

    __tablename__ = "room"
    __table_args__ = (Index("ix_room_meeting_rev", "meeting_id", "rev"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    name: Mapped[str] = mapped_column(String(120))
    area: Mapped[str] = mapped_column(String(120), default="")
    about: Mapped[str] = mapped_column(String(500), default="")
    capacity: Mapped[int | None]
    walk_minutes: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    kept: Mapped[list[str]] = mapped_column(default=list)


class Registration(Numbered, Base):
    """A row of the list of the registered; `gone_at` marks one that a later list no longer names.

    `sought` is what a search looks in.
    """

    __tablename__ = "registration"
    __table_args__ = (UniqueConstraint("meeting_id", "email"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    email: Mapped[str] = mapped_column(String(320), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    affiliation: Mapped[str] = mapped_column(String(160), default="")
    ticket: Mapped[str] = mapped_column(String(80), default="")
    sought: Mapped[str] = mapped_column(Text, default="")
    added_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]
