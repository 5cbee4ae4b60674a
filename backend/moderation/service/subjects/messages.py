"""Messages, as moderators take them away and put them back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.chat.queries import changing
from backend.chat.queries.channels import channel_to_change
from backend.chat.service import restoring


def take(session: Session, message_id: int, keep_until: datetime) -> dict[str, Any] | None:
    """Take a message away from everybody.

    Raises:
        NotFound: when there never was one.
    """
    channel = channel_to_change(session, changing.channel_of(session, message_id))
    message = changing.message_by_id(session, message_id)
    return None if message.removed_at else restoring.remove_kept(session, channel, message, keep_until)


def put_back(session: Session, message_id: int, kept: Mapping[str, Any]) -> None:
    """Let a message stand in its place again."""
    channel = channel_to_change(session, changing.channel_of(session, message_id))
    restoring.put_back(session, channel, changing.message_by_id(session, message_id), kept)
