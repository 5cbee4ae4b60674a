"""What can happen to people's stars."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from backend.core import feed
from backend.programme import queries
from backend.programme.models import Star


def set_stars(session: Session, person_id: int, stars: Sequence[Mapping[str, Any]]) -> None:
    """Put on or take off stars, `{session_id, starred}` each; sessions that do not exist are passed over.

    Only changes are sent, so a session that is not named keeps its star: nothing is lost on either side.
    """
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
