"""Not wanting to hear of somebody: nobody but the one who blocks ever learns of it."""

import structlog
from sqlalchemy.orm import Session

from backend.chat.models import Block
from backend.chat.queries import memberships
from backend.chat.rules import belonging
from backend.core import clock, feed

log = structlog.get_logger()


def block(session: Session, person_id: int, blocked_id: int) -> None:
    """Hear of somebody no longer: no direct messages either way, and their mentions are dropped. Twice is harmless.

    Raises:
        NotFound: when there is nobody of this id, or it is oneself.
    """
    belonging.check_other(person_id, blocked_id)
    memberships.member_to_meet(session, blocked_id)
    mine = memberships.block_to_change(session, person_id, blocked_id)
    if mine is None:
        mine = Block(person_id=person_id, blocked_id=blocked_id, at=clock.now())
        session.add(mine)
    mine.removed_at = None
    feed.touch(session, mine, on=f"me:{person_id}")
    log.info("person.blocked", by=person_id, person=blocked_id)


def unblock(session: Session, person_id: int, blocked_id: int) -> None:
    """Hear of somebody again; harmless where they were not blocked."""
    mine = memberships.block_to_change(session, person_id, blocked_id)
    if mine and mine.removed_at is None:
        mine.removed_at = clock.now()
        feed.touch(session, mine, on=f"me:{person_id}")
