"""Panels, their hosts, and the guests for whom seats are kept."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from schemas.words import Share

# How long an offer waits for its answer: [minutes until the panel starts, minutes to answer], the farthest first.
STEPS = [[4320, 1440], [1440, 240], [240, 60], [60, 15], [0, 5]]
TAKES_OVER, RELEASES = 10, 5  # minutes before the start: no more offers, and no-shows may be released


class PanelHost(Numbered, Base):
    """Somebody who hosts this panel."""

    __tablename__ = "panel_host"
    __table_args__ = (UniqueConstraint("panel_id", "person_id"),)

    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    added_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class PanelGuest(Numbered, Base):
    """Somebody for whom the panel's invited seats are kept."""

    __tablename__ = "panel_guest"
    __table_args__ = (UniqueConstraint("panel_id", "person_id"),)

    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    added_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


def _nobody() -> list[list[int]]:
    return []


def _never() -> datetime | None:
    return None


class Panel(Numbered, Record, Base):
    """A session with seats. Title, times and room are its session's (of the first slot), kept here and moved with it.

    `reserved_*` are seats kept out of `seats`. The counters (`seated` to `held_invited`) move with every signup:
    `leaving` counts seats just given up that can still be taken back, `held_*` those taken out of what is kept.
    `last_number` is the newest line number. `due_at` is when the clock next changes something here.
    """

    __tablename__ = "panel"
    __table_args__ = (Index("ix_panel_meeting_rev", "meeting_id", "rev"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    starts_at: Mapped[datetime | None] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    cancelled: Mapped[bool] = mapped_column(default=False)

    seats: Mapped[int]
    reserved_door: Mapped[int] = mapped_column(default=0)
    reserved_first_timer: Mapped[int] = mapped_column(default=0)
    reserved_invited: Mapped[int] = mapped_column(default=0)
    line_open: Mapped[bool] = mapped_column(default=True)
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    shut: Mapped[bool] = mapped_column(default=False)
    overlaps_allowed: Mapped[bool] = mapped_column(default=False)
    answer_steps: Mapped[list[list[int]]] = mapped_column(default=lambda: STEPS)
    door_takes_over: Mapped[int] = mapped_column(default=TAKES_OVER)
    release_minutes: Mapped[int] = mapped_column(default=RELEASES)
    blogger_ids: Mapped[list[int]] = mapped_column(default=list)

    draw_at: Mapped[datetime | None]
    drawn_at: Mapped[datetime | None]
    hidden_seed: Mapped[str] = mapped_column(String(64), default="")

    asked: Mapped[int] = mapped_column(default=0)
    seated: Mapped[int] = mapped_column(default=0)
    came: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    offered: Mapped[int] = mapped_column(default=0)
    leaving: Mapped[int] = mapped_column(default=0)
    held_door: Mapped[int] = mapped_column(default=0)
    held_first_timer: Mapped[int] = mapped_column(default=0)
    held_invited: Mapped[int] = mapped_column(default=0)
    last_number: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    reminded_at: Mapped[datetime | None]

    hosts: Mapped[list[PanelHost]] = relationship(lazy="raise", order_by=PanelHost.id, cascade="all, delete-orphan")
    # Worked out when panels are read to be shown: the line numbers still waiting as ranges [from, to], the seats that
    # anybody may take right now, and until when it takes questions.
    line = _nobody()
    free = 0
    questions_until = _never()

    @property
    def host_ids(self) -> list[int]:
        """The people who host it; `hosts` must have been loaded."""
        return [host.person_id for host in self.hosts]

    @property
    def reserved(self) -> dict[str, int]:
        """How many of the seats are kept, and for whom."""
        kept = (Share.DOOR, Share.FIRST_TIMER, Share.INVITED)
        return {str(share): getattr(self, f"reserved_{share}") for share in kept}

    @property
    def seed(self) -> str | None:
        """What the draw is made of, told once it is made."""
        return self.hidden_seed if self.drawn_at else None

    @property
    def seed_digest(self) -> str | None:
        """The SHA-256 of the seed, told before the draw, so that nobody can choose another afterwards."""
        return sha256(self.hidden_seed.encode()).hexdigest() if self.hidden_seed else None
