"""What the worker does for moderation: it empties what was removed and kept long enough."""

import structlog

from backend.core import clock, db
from backend.core.jobs import Job
from backend.moderation.service import evidence
from backend.settings import Settings

log = structlog.get_logger()


def empty_evidence(_settings: Settings) -> None:
    """Empty the evidence of removals that is past its time; files of photos go by their own (chat.jobs)."""
    while count := _emptied():
        log.info("evidence.emptied", count=count)


def _emptied() -> int:
    with db.writing() as session:
        return evidence.empty_due(session, clock.now())


EMPTY = Job("empty_evidence", empty_evidence, every=10)
