"""What people may not do now: one indexed look, asked by every door that writes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import Session

from backend.core import clock
from backend.people.models import Restriction

Person = ColumnElement[int] | Any

# Asked with the clock's time each time, however long the statement lives.
NOW = bindparam("restricted_at", type_=Restriction.until.type, callable_=lambda: clock.now())  # noqa: PLW0108 - the clock is looked up each time
LIVING = (Restriction.lifted_at.is_(None), or_(Restriction.until.is_(None), Restriction.until > NOW))
MINE = select(Restriction).where(Restriction.person_id == bindparam("restricted"), *LIVING).order_by(Restriction.id)


def restrictions_of(session: Session, person_id: int) -> Sequence[Restriction]:
    """Everything the person may not do now, in any channel or everywhere."""
    return session.scalars(MINE, {"restricted": person_id}).all()


def restrictions_on(session: Session, person_id: int, channel_id: int | None = None) -> list[Restriction]:
    """What the person may not do in this channel; without one, what they may do nowhere."""
    return [one for one in restrictions_of(session, person_id) if one.channel_id in {None, channel_id}]


def restricts(person: Person, channel: Person, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a person may not do something in a channel, to be part of other queries; both are columns or values."""
    here = or_(Restriction.channel_id.is_(None), Restriction.channel_id == channel)
    return select(Restriction.id).where(Restriction.person_id == person, here, *LIVING, *more).exists()


def restrictions_changed(session: Session, person_id: int, since: int) -> Sequence[Restriction]:
    """A person's restrictions that changed after `since`, in that order; from the beginning those that hold."""
    theirs = select(Restriction).where(Restriction.person_id == person_id, Restriction.rev > since)
    if not since:
        theirs = theirs.where(*LIVING)
    return session.scalars(theirs.order_by(Restriction.rev)).all()


def restriction_to_change(session: Session, restriction_id: int) -> Restriction | None:
    """A restriction, locked."""
    return session.scalar(select(Restriction).where(Restriction.id == restriction_id).with_for_update())
