"""What the worker does for moderation: it empties what was kept long enough, and sees when nobody is at the desk."""

import structlog

from backend.chat.service import holding as held
from backend.core import clock, db
from backend.core.jobs import Job
from backend.moderation.service import evidence, presence
from backend.settings import Settings

log = structlog.get_logger()


def empty_evidence(_settings: Settings) -> None:
    """Empty the evidence of removals that is past its time; files of photos go by their own (chat.jobs)."""
    while count := _emptied():
        log.info("evidence.emptied", count=count)


def _emptied() -> int:
    with db.writing() as session:
        return evidence.empty_due(session, clock.now()) + held.empty_due(session, clock.now())


def miss_moderators(_settings: Settings) -> None:
    """Tell organisers when no moderator was at the desk for hours; from then on what they chose for that holds."""
    with db.reading() as session:
        missed = presence.is_missed(session)
    if missed:
        with db.writing() as session:
            presence.miss(session)


MISS = Job("miss_moderators", miss_moderators, every=5)
EMPTY = Job("empty_evidence", empty_evidence, every=10)
