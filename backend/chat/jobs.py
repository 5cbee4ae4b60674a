"""What the worker does for chat: it closes channels and puts them away when their time has come."""

from backend.chat.service import seasons
from backend.core import db
from backend.core.jobs import Job
from backend.settings import Settings


def turn_all(_settings: Settings) -> None:
    """Close what is due, and put away what has been closed for long; follow meetings that moved to other days."""
    with db.reading() as session:
        due = seasons.due(session)
    for channel_id in due:
        with db.writing(hot=f"channel:{channel_id}") as session:
            seasons.turn(session, channel_id)


TURN = Job("turn_channels", turn_all, every=5)
