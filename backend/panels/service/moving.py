"""The one place where a signup changes: its history, the panel's counters and the three streams move together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.core import feed
from backend.panels.models import Panel, RosterEntry, Signup, SignupChange
from backend.panels.rules.counting import weigh
from schemas.words import Place, Share, Why

# What belongs to one place only; a move that keeps any of it says so.
PASSING = {"offer_ends_at": None, "swap_from_id": None, "held_until": None, "left_from": None, "standby_at": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where a signup goes and why; `by` is a person's id, None for the clock, `reason` what a host wrote."""

    to: Place
    why: Why
    at: datetime
    by: int | None = None
    reason: str = ""
    client_id: str = ""


def enter(panel: Panel, person_id: int, at: datetime) -> Signup:
    """A new signup of this person, to be moved to its first place in the same transaction; stored by that."""
    signup = Signup(panel_id=panel.id, person_id=person_id, share=Share.OPEN, number=0, asked_at=at)
    signup.entry = RosterEntry(panel_id=panel.id, person_id=person_id)
    return signup


def move(session: Session, panel: Panel, signup: Signup, step: Step, **marks: Any) -> None:
    """Take the signup to another place (the panel is locked); `marks` are its other columns that change with it."""
    was = signup.place
    weigh(panel, signup, -1)
    for name, value in (PASSING | marks).items():
        setattr(signup, name, value)
    signup.place = step.to
    session.add(signup)
    weigh(panel, signup, 1)
    session.add(
        SignupChange(
            signup=signup,
            panel_id=panel.id,
            person_id=signup.person_id,
            by=step.by,
            at=step.at,
            was=was,
            now=step.to,
            number=signup.number,
            share=signup.share,
            why=step.why,
            reason=step.reason,
            client_id=step.client_id,
        )
    )
    touch(session, panel, signup)


def release(session: Session, panel: Panel, signup: Signup) -> None:
    """What was given up can no longer be taken back; a seat is free from now on."""
    weigh(panel, signup, -1)
    signup.held_until = signup.left_from = signup.offer_ends_at = signup.swap_from_id = None
    weigh(panel, signup, 1)
    touch(session, panel, signup)


def touch(session: Session, panel: Panel, signup: Signup) -> None:
    """Tell the person, the hosts and everybody who looks at the panel."""
    feed.touch(session, signup, on=f"me:{signup.person_id}")
    feed.touch(session, signup.entry, on=f"roster:{panel.id}")
    feed.touch(session, panel, on=f"meeting:{panel.meeting_id}")


def give_up(session: Session, panel: Panel, signup: Signup, step: Step, *, until: datetime) -> None:
    """Leave a place that can be taken back until then; a seat stays held so long."""
    kept = {"offer_ends_at": signup.offer_ends_at, "swap_from_id": signup.swap_from_id}
    move(session, panel, signup, step, **kept, held_until=until, left_from=signup.place)
    panel.due_at = earlier(panel.due_at, until)


def earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    """The first of two moments, either of which may never come."""
    return min((moment for moment in (one, other) if moment), default=None)
