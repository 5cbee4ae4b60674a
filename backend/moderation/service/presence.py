"""Who is at the desk: noted when a moderator looks, and missed when nobody did for hours."""

from sqlalchemy.orm import Session

from backend.core import clock
from backend.moderation.queries import settings as queries
from backend.moderation.rules import away
from backend.notify.service import tell
from backend.people.queries import holders_of
from schemas.words import NoticeKind, Role


def is_worth_noting(session: Session) -> bool:
    """Whether it should be written down that somebody is at the desk."""
    kept = queries.settings(session)
    return kept.away_since is not None or away.worth_noting(kept.seen_at, at=clock.now())


def see(session: Session) -> None:
    """Somebody is at the desk."""
    kept = queries.settings_to_change(session)
    kept.seen_at, kept.away_since = clock.now(), None


def is_missed(session: Session) -> bool:
    """Whether nobody was at the desk for as many hours as organisers chose, and they were not told of it yet."""
    kept = queries.settings(session)
    return kept.away_since is None and away.is_away(kept.seen_at, kept.away_hours, at=clock.now())


def miss(session: Session) -> None:
    """Nobody is at the desk: from now on what was chosen for that holds, and organisers are told. Twice is once."""
    kept = queries.settings_to_change(session)
    if not is_missed(session):
        return
    kept.away_since = clock.now()
    text = f"No moderator has looked at the desk for {kept.away_hours} hours. {away.SAID[kept.when_away]}"
    for person_id in holders_of(session, Role.ORGANISER):
        tell(session, person_id, NoticeKind.MODERATORS_AWAY, text, {"when_away": kept.when_away.value})
