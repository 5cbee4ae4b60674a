"""Photos, as moderators take them out of a message and put them back.

A message that holds nothing else goes with its last photo, and comes back with it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message, Photo
from backend.chat.queries import changing
from backend.chat.queries import photos as pictures
from backend.chat.queries.channels import channel_to_change
from backend.chat.rules.refusals import MessageRemoved
from backend.chat.service import photos, restoring, rewording
from backend.core.errors import NotFound


def take(session: Session, photo_id: int, keep_until: datetime) -> dict[str, Any] | None:
    """Take a photo away from everybody.

    Raises:
        NotFound: when there never was one in a message.
    """
    channel, message, photo = _place_of(session, photo_id)
    if photo.removed_at is not None:
        return None
    if not message.text and message.photo_ids == [photo.id]:
        return {"whole": restoring.remove_kept(session, channel, message, keep_until)}
    kept = {"alts": {str(photo.id): photo.alt}}
    photos.remove_one(session, message, photo, keep_until)
    rewording.touch_with_answers(session, channel, message)
    return kept


def put_back(session: Session, photo_id: int, kept: Mapping[str, Any]) -> None:
    """Show a photo in its place again.

    Raises:
        MessageRemoved: when its message is gone; that is what comes back first.
    """
    channel, message, _ = _place_of(session, photo_id)
    if "whole" in kept:
        restoring.put_back(session, channel, message, kept["whole"])
        return
    if message.removed_at is not None:
        raise MessageRemoved
    photos.put_back(session, message, kept["alts"])
    rewording.touch_with_answers(session, channel, message)


def _place_of(session: Session, photo_id: int) -> tuple[Channel, Message, Photo]:
    """Where the photo stands, each locked in everybody's order."""
    message_id = pictures.message_of(session, photo_id)
    if message_id is None:
        raise NotFound
    channel = channel_to_change(session, changing.channel_of(session, message_id))
    message = changing.message_by_id(session, message_id)
    [photo] = pictures.photos_with(session, [photo_id])
    return channel, message, photo
