"""What the worker does for chat: it closes channels and puts them away in time, and sweeps photos nobody is shown."""

import structlog

from backend.chat.queries import photos as queries
from backend.chat.rules.photos import files_of
from backend.chat.service import photos as service
from backend.chat.service import seasons
from backend.core import clock, db, storage
from backend.core.jobs import Job
from backend.settings import Settings

log = structlog.get_logger()


def turn_all(_settings: Settings) -> None:
    """Close what is due, and put away what has been closed for long; follow meetings that moved to other days."""
    with db.reading() as session:
        due = seasons.due(session)
    for channel_id in due:
        with db.writing(hot=f"channel:{channel_id}") as session:
            seasons.turn(session, channel_id)


TURN = Job("turn_channels", turn_all, every=5)


def sweep_photos(_settings: Settings) -> None:
    """Delete the files of removed photos, and of those that nobody sent within two days."""
    at, place = clock.now(), storage.current()
    place.tidy()
    while _are_due():
        with db.writing() as session:
            taken = service.take_due(session, at)
        if not taken:
            return  # somebody else is at them
        for _, key in taken:
            for name in files_of(key):
                place.remove(name)
        with db.writing() as session:
            service.swept(session, [photo_id for photo_id, _ in taken])
        log.info("photos.swept", count=len(taken))


def _are_due() -> bool:
    with db.reading() as session:
        return queries.are_due(session, clock.now())


SWEEP = Job(service.SWEEP, sweep_photos, every=5, aside=True)
