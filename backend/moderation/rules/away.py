"""What holds while no moderator is there."""

from datetime import datetime, timedelta

from schemas.words import Holding, WhenAway

SAID = {
    WhenAway.STAY: "Messages are held as before.",
    WhenAway.LOOSER: "Until somebody looks, no messages are held in general; what waits still waits.",
    WhenAway.STRICTER: "Until somebody looks, every message waits.",
}
WORTH_NOTING = timedelta(minutes=5)


def holding(chosen: Holding, when_away: WhenAway, *, since: datetime | None) -> Holding:
    """Whose messages wait for a look; `since` when nobody is at the desk, None while somebody is."""
    if since is None or when_away is WhenAway.STAY:
        return chosen
    return Holding.EVERYONE if when_away is WhenAway.STRICTER else Holding.NOBODY


def is_away(seen_at: datetime | None, hours: int, *, at: datetime) -> bool:
    """Whether nobody was at the desk for so many hours; where nobody ever was, nobody can be missed."""
    return seen_at is not None and at - seen_at >= timedelta(hours=hours)


def worth_noting(seen_at: datetime | None, *, at: datetime) -> bool:
    """Whether somebody at the desk was last noted so long ago that it is worth a write."""
    return seen_at is None or at - seen_at > WORTH_NOTING
