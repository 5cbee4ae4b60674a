"""Signups, what hosts see of them, and their history."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.core import seal
from backend.core.db import Base, Numbered
from backend.core.feed import Record
from backend.people.models import Person
from schemas.words import Place, Share, Why

SEATS = (Place.SEATED, Place.CAME)
TICKET_MARK = "FIRESIDE"


def _nowhere() -> int | None:
    return None


class Signup(Numbered, Record, Base):
    """A person's place at a panel, one for ever: whoever leaves and asks again has the same with a new number.

    `number` is the place in line (0 before a draw). `client_id` names the request by which they asked last.
    Until `held_until` what was given up can be taken back: `left_from` is the place it was, and a seat stays held.
    `first_timer` and `invited` say which kept seats the person may take. `swap_from_id` is the panel whose seat an
    offer would be swapped for. `standby_at` is when somebody in line stood at the door.
    """

    __tablename__ = "signup"
    __table_args__ = (
        UniqueConstraint("panel_id", "person_id"),
        Index("ix_signup_line", "panel_id", "place", "number"),
        Index("ix_signup_person_rev", "person_id", "rev"),
    )

    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    place: Mapped[Place]
    share: Mapped[Share] = mapped_column(default=Share.OPEN)
    number: Mapped[int] = mapped_column(default=0)
    client_id: Mapped[str] = mapped_column(String(36), default="")
    asked_at: Mapped[datetime]
    seated_at: Mapped[datetime | None]
    offer_ends_at: Mapped[datetime | None]
    came_at: Mapped[datetime | None]
    held_until: Mapped[datetime | None]
    left_from: Mapped[Place | None]
    first_timer: Mapped[bool] = mapped_column(default=False)
    invited: Mapped[bool] = mapped_column(default=False)
    swap_from_id: Mapped[int | None] = mapped_column(ForeignKey("panel.id"))
    standby_at: Mapped[datetime | None]

    # Worked out when it is told to its person: where they stand in line, from 1.
    position = _nowhere()

    entry: Mapped["RosterEntry"] = relationship(lazy="raise", back_populates="signup", cascade="all")

    @property
    def holds_seat(self) -> bool:
        """Whether a seat is taken by this: a seat, an offer, or one of them just given up."""
        held = self.left_from if self.held_until else self.place
        return held in {*SEATS, Place.OFFERED}

    @property
    def ticket(self) -> str | None:
        """What the door reads; without a seat there is none."""
        if self.place not in SEATS:
            return None
        return f"{TICKET_MARK}:{self.id}:{self.number}:{seal.signature(ticket_words(self.id, self.number))}"

    @property
    def ticket_digest(self) -> str | None:
        """By what a door without a connection knows the ticket; nobody can make the ticket of it."""
        return sha256(self.ticket.encode()).hexdigest() if self.ticket else None


def ticket_words(signup_id: int, number: int) -> str:
    """What is signed in a ticket; the line number is in it, so that a ticket given back is of no more use."""
    return f"ticket {signup_id} {number}"


class RosterEntry(Record, Base):
    """What hosts see of a signup, under the same id: a record of their own, since it stands in another stream."""

    __tablename__ = "roster_entry"
    __table_args__ = (Index("ix_roster_entry_panel_rev", "panel_id", "rev"),)

    id: Mapped[int] = mapped_column(ForeignKey("signup.id"), primary_key=True, autoincrement=False)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    signup: Mapped[Signup] = relationship(lazy="raise", back_populates="entry")
    person: Mapped[Person] = relationship(lazy="raise")


class SignupChange(Numbered, Base):
    """One change of a signup's place; nothing here is ever changed. `by` is None for the clock."""

    __tablename__ = "signup_change"
    __table_args__ = (Index("ix_signup_change_panel", "panel_id", "id"),)

    signup_id: Mapped[int] = mapped_column(ForeignKey("signup.id"), index=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    was: Mapped[Place | None]
    now: Mapped[Place]
    number: Mapped[int]
    share: Mapped[Share]
    why: Mapped[Why]
    reason: Mapped[str] = mapped_column(String(300), default="")
    client_id: Mapped[str] = mapped_column(String(36), default="")

    signup: Mapped[Signup] = relationship(lazy="raise")
