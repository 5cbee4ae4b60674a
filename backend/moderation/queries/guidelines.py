"""The points of the guidelines that a report or a decision names."""

from sqlalchemy.orm import Session

from backend.chat.queries.settings import points_of, settings
from backend.core.errors import Invalid


def point_keys(session: Session) -> frozenset[str]:
    """The keys of the points in force."""
    return frozenset(point["key"] for point in points_of(settings(session)))


def check_point(session: Session, guideline: str) -> None:
    """Refuse a reason that does not stand in the guidelines."""
    if guideline not in point_keys(session):
        raise Invalid(errors={"guideline": ["There is no such point in the guidelines."]})


def edition(session: Session) -> int:
    """The number of the guidelines in force."""
    return settings(session).edition


def title_of(session: Session, key: str) -> str:
    """What the point is called; the key of one that is no more."""
    titles = {point["key"]: point["title"] for point in points_of(settings(session))}
    return titles.get(key, key)
