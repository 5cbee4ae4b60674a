"""Who is at the desk: noted when a moderator looks, and missed when nobody did for hours."""

from sqlalchemy.orm import Session

from backend.core import clock
from backend.moderation.queries import settings as queries
from backend.moderation.rules import away


def is_worth_noting(session: Session) -> bool:
    """Whether it should be written down that somebody is at the desk."""
    kept = queries.settings(session)
    return kept.away_since is not None or away.worth_noting(kept.seen_at, at=clock.now())


def see(session: Session) -> None:
    """Somebody is at the desk."""
    kept = queries.settings_to_change(session)
    kept.seen_at, kept.away_since = clock.now(), None
