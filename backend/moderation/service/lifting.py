"""Letting somebody again what they were kept from, before its time."""

from sqlalchemy.orm import Session

from backend.core import feed
from backend.moderation.queries.restrictions import restriction_for
from backend.moderation.rules.own import check_not_own
from backend.moderation.service import auditing
from backend.moderation.service.auditing import Act
from backend.people.service import restricting


def lift_for(session: Session, reader: feed.Reader, restriction_id: int) -> None:
    """End a restriction for a moderator who asks for it; twice is once.

    Raises:
        NotFound: when there is none that they look after.
        OwnCase: when it is their own; that is for an appeal.
    """
    found = restriction_for(session, reader, restriction_id)
    check_not_own(found.person_id, reader.id)
    held = found.lifted_at is None
    restricting.lift(session, reader.id, restriction_id)
    if held:
        about = {"restriction_id": found.id, "kind": found.kind.value, "channel_id": found.channel_id}
        act = Act("restriction.lifted", "person", found.person_id, found.guideline, before=about)
        auditing.write(session, reader.id, act)
