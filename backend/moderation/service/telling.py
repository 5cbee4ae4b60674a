"""Telling an author what was decided about them: the decision on their own stream, and a notice beside it."""

from sqlalchemy.orm import Session

from backend.chat.queries.settings import settings
from backend.core import feed
from backend.moderation.models import Decision, Removal
from backend.notify import service as notify
from schemas.words import Measure, NoticeKind


def of_removal(session: Session, removal: Removal, text: str) -> Decision:
    """Tell an author that something of theirs was taken away, for which point, and that they may appeal."""
    made = Decision(
        measure=Measure.REMOVED,
        subject=removal.subject,
        subject_id=removal.subject_id,
        channel_id=removal.channel_id,
        person_id=removal.author_id,
        by=removal.by,
        at=removal.at,
        guideline=removal.guideline,
        edition=settings(session).edition,
        text=text,
        removal_id=removal.id,
    )
    session.add(made)
    session.flush()
    feed.touch(session, made, on=f"me:{removal.author_id}")
    about = {"decision_id": made.id, "measure": made.measure.value, "subject": made.subject.value}
    said = f"Moderators removed a {removal.subject.value} of yours. You can read why, and appeal."
    notify.tell(session, removal.author_id, NoticeKind.DECISION, said, about)
    return made
