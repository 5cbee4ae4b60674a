"""What can happen to people's stars, and to the secret address under which a calendar reads them."""

import secrets
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed, seal
from backend.people import queries as people
from backend.programme import queries
from backend.programme.models import CalendarAddress, Star


def set_stars(session: Session, person_id: int, stars: Sequence[Mapping[str, Any]]) -> None:
    """Put on or take off stars, `{session_id, starred}` each; sessions that do not exist are passed over.

    Only changes are sent, so a session that is not named keeps its star: nothing is lost on either side.
    """
    people.person_to_change(session, person_id)  # two phones of one person take turns
    wanted = {star["session_id"]: star["starred"] for star in stars}
    known = queries.stars_to_change(session, person_id, list(wanted))
    for session_id, meeting_id in queries.meetings_of(session, list(wanted)).items():
        star = known.get(session_id)
        if star is None:
            star = Star(person_id=person_id, session_id=session_id, meeting_id=meeting_id, starred=False)
            session.add(star)
        if star.starred != wanted[session_id]:
            star.starred = wanted[session_id]
            feed.touch(session, star, on=f"me:{person_id}")


def make_calendar(session: Session, person_id: int) -> str:
    """The token of the person's calendar address; asking twice gives the same."""
    people.person_to_change(session, person_id)
    if (token := calendar_token(session, person_id)) is not None:
        return token
    revoke_calendar(session, person_id)
    token = secrets.token_urlsafe(32)
    session.add(
        CalendarAddress(person_id=person_id, digest=digest_of(token), sealed=seal.seal(token), made_at=clock.now())
    )
    return token


def calendar_token(session: Session, person_id: int) -> str | None:
    """The token of the person's calendar address, None without one (or when its key is no longer ours)."""
    kept = queries.calendar_of_person(session, person_id)
    try:
        return seal.unseal(kept.sealed) if kept else None
    except seal.Unreadable:
        return None


def revoke_calendar(session: Session, person_id: int) -> None:
    """Close the person's calendar address; calendars that read it find nothing from now on."""
    people.person_to_change(session, person_id)
    if kept := queries.calendar_of_person(session, person_id):
        session.delete(kept)
        session.flush()


def digest_of(token: str) -> str:
    """What is stored of a token; 256 random bits need no salt."""
    return sha256(token.encode()).hexdigest()
