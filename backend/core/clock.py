"""The only clock: aware, UTC, cut to whole microseconds as both databases store them."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)
