"""Restrictions as moderators find them: those of the part they look after."""

from sqlalchemy.orm import Session

from backend.chat.models import Channel
from backend.core import feed
from backend.core.errors import NotFound
from backend.moderation.models import Decision
from backend.moderation.queries.settings import scope_for
from backend.people.models import Restriction
from backend.people.queries.restrictions import restriction_to_change


def restriction_for(session: Session, reader: feed.Reader, restriction_id: int) -> Restriction:
    """A restriction that stands, or was given, where the reader looks after, locked.

    Raises:
        NotFound: when there is none.
    """
    found, scope = restriction_to_change(session, restriction_id), scope_for(session, reader)
    if found is None:
        raise NotFound
    channel = session.get(Channel, _where(session, found) or 0)
    if scope is not None and not (channel and scope.covers(channel.id, channel.language)):
        raise NotFound
    return found


def _where(session: Session, found: Restriction) -> int | None:
    """The channel it holds in; of one that holds everywhere the one it was decided for, if any."""
    given = session.get(Decision, found.decision_id) if found.decision_id else None
    return found.channel_id or (given.channel_id if given else None)
