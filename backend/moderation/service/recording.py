"""What organisers and moderators change elsewhere and what belongs in the record: guidelines, topics, roles."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from backend.chat.service.settings import BINDING
from backend.core.history import About
from backend.moderation.service import auditing
from backend.moderation.service.auditing import Act
from schemas.words import Subject


def heard(
    session: Session, by: int | None, subject_id: int, about: About, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Write down an edit that is also an act of moderation; the texts themselves stand in its own history."""
    if about.subject is Subject.PERSON and "role" in after:
        auditing.write(session, by, Act("role.changed", "person", subject_id, before=before, after=after))
    elif about.subject is Subject.CHANNEL and "state" in after:
        was, now = ({"state": state["state"]} for state in (before, after))
        auditing.write(session, by, Act("topic.answered", "channel", subject_id, before=was, after=now))
    elif about.subject is Subject.CHAT and (changed := sorted(BINDING & after.keys())):
        auditing.write(session, by, Act("guidelines.changed", "community", subject_id, after={"changed": changed}))
