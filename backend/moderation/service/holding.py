"""Whose messages wait for a look in every channel, and what follows when something waits."""

from sqlalchemy.orm import Session

from backend.chat.rules.rights import Scope
from backend.core.errors import NotAllowed
from backend.moderation.queries import settings as queries
from schemas.words import Holding


def hold(session: Session, holding: Holding, scope: Scope | None) -> None:
    """Set whose messages wait for a look in every channel.

    Raises:
        NotAllowed: to a moderator who does not look after every channel.
    """
    if scope is not None:
        raise NotAllowed("You look after a part of the channels. You can hold messages in each of those.")
    kept = queries.settings_to_change(session)
    kept.newcomers = holding
