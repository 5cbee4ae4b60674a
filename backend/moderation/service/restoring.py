"""Taking a removal back: the subject stands again where it stood, with all that hung on it."""

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.moderation.models import Removal
from backend.moderation.queries import removals as queries
from backend.moderation.rules.own import check_not_own
from backend.moderation.service import auditing, evidence, telling
from backend.moderation.service.subjects import SUBJECTS


def restore(session: Session, by: int | None, removal_id: int) -> Removal:
    """Put back what this removal took away; twice is once.

    Raises:
        NotFound: when there is no such removal.
        EvidenceGone: when what it was is no longer kept.
        MessageRemoved: for a photo whose message is gone; that comes back first.
    """
    removal = queries.removal_to_change(session, removal_id)
    if removal.restored_at is None:
        put_back(session, by, removal)
        auditing.write(session, by, evidence.act_on(removal, "restored"))
    return removal


def restore_for(session: Session, reader: feed.Reader, removal_id: int) -> Removal:
    """Put a removal's subject back for a moderator who asks for it themselves.

    Raises:
        NotFound: when there is none that they look after.
        OwnCase: when it was their own; that is for an appeal.
        EvidenceGone, MessageRemoved: as `restore`.
    """
    removal = queries.removal_for(session, reader, removal_id)
    check_not_own(removal.author_id, reader.id)
    return restore(session, reader.id, removal_id)


def put_back(session: Session, by: int | None, removal: Removal) -> None:
    """Put back what a removal took away; it is locked and stands. Whoever calls this writes it down."""
    SUBJECTS[removal.subject].put_back(session, removal.subject_id, evidence.opened(removal))
    removal.restored_at, removal.restored_by, removal.evidence = clock.now(), by, ""
    telling.of_restoring(session, removal)
