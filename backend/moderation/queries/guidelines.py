"""The points of the guidelines that a report or a decision names."""

from sqlalchemy.orm import Session

from backend.chat.queries.settings import points_of, settings


def point_keys(session: Session) -> frozenset[str]:
    """The keys of the points in force."""
    return frozenset(point["key"] for point in points_of(settings(session)))


def edition(session: Session) -> int:
    """The number of the guidelines in force."""
    return settings(session).edition


def title_of(session: Session, key: str) -> str:
    """What the point is called; the key of one that is no more."""
    titles = {point["key"]: point["title"] for point in points_of(settings(session))}
    return titles.get(key, key)
