"""Arriving: the guidelines are read and accepted before the first word."""

from contextlib import suppress

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.chat.models import Chatter
from backend.chat.queries import memberships
from backend.chat.queries.settings import settings
from backend.chat.rules import newcomers
from backend.core import clock, feed
from backend.core.errors import NotFound


def accept(session: Session, person_id: int, version: int) -> Chatter:
    """Accept the guidelines in force; again is harmless. The first days count from the first time.

    Raises:
        Outdated: when these are not the guidelines in force.
    """
    newcomers.check_version(version, settings(session).guidelines_version)
    mine = chatter_to_change(session, person_id)
    mine.accepted_at = mine.accepted_at or clock.now()
    mine.accepted_version = version
    feed.touch(session, mine, on=f"me:{person_id}")
    return mine


def chatter_to_change(session: Session, person_id: int) -> Chatter:
    """What chat knows of the person, locked; made when it is asked for first."""
    if found := memberships.chatter_to_change(session, person_id):
        return found
    with suppress(IntegrityError), session.begin_nested():  # their other phone may do it at the same moment
        session.add(Chatter(person_id=person_id, accepted_version=0, messages=0))
    found = memberships.chatter_to_change(session, person_id)
    if found is None:
        raise NotFound
    return found
