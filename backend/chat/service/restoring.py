"""Putting back what moderators took away: a message as it stood, in its place, with all that hung on it.

What is written down of it before it goes (`remember`) is for moderators under seal, and enough for that.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message, MessageEdit
from backend.chat.queries import changing as queries
from backend.chat.queries import photos as pictures
from backend.chat.service import finding, judging, mentioning, photos, removing, rewording, streams
from backend.core import feed
from backend.notify import service as notify

Kept = dict[str, Any]


def remove_kept(session: Session, channel: Channel, message: Message, keep_until: datetime) -> Kept:
    """Take a message away and return all that it was, as JSON values; both are locked and it is there."""
    kept = _remember(session, channel, message)
    return kept | {"notices": removing.remove(session, channel, message, keep_until=keep_until)}


def _remember(session: Session, channel: Channel, message: Message) -> Kept:
    pictured = pictures.photos_to_change(session, message.id) if message.photo_ids else ()
    edits, given = queries.edits_of(session, message.id), queries.reactions_to(session, message.id)
    return {
        "text": message.text,
        "html": message.html,
        "reply_to_id": message.reply_to_id,
        "root_id": message.root_id,
        "mention_ids": list(message.mention_ids),
        "reactions": dict(message.reactions),
        "given": {str(one.id): list(one.emoji) for one in given},
        "edits": [{"at": edit.at.isoformat(), "text": edit.text} for edit in edits],
        "alts": {str(photo.id): photo.alt for photo in pictured},
        "signs": judging.signs_of(session, message),
        "featured": channel.featured_id == message.id,
    }


def put_back(session: Session, channel: Channel, message: Message, kept: Mapping[str, Any]) -> None:
    """Let a message stand where it stood, as it was when it was taken away; both are locked. Twice is once."""
    if message.removed_at is None:
        return
    message.removed_at = None
    for name in ("text", "html", "reply_to_id", "root_id", "mention_ids", "reactions"):
        setattr(message, name, kept[name])
    for edit in kept["edits"]:
        session.add(MessageEdit(message_id=message.id, at=datetime.fromisoformat(edit["at"]), text=edit["text"]))
    photos.put_back(session, message, kept["alts"])
    _give_back(session, message, kept["given"])
    judging.put_signs(session, message, kept.get("signs", {}))
    finding.keep_again(session, channel, message)
    mentioning.settle(session, channel, message)
    _hang_on_again(session, channel, message)
    rewording.touch_with_answers(session, channel, message)
    if kept["featured"] and channel.featured_id is None:
        channel.featured_id = message.id
        feed.touch(session, channel, on=streams.channel(channel.id))
    notify.retell(session, kept["notices"])


def _give_back(session: Session, message: Message, given: Mapping[str, list[str]]) -> None:
    for reaction in queries.all_reactions_to(session, message.id):
        if emoji := given.get(str(reaction.id)):
            reaction.emoji, reaction.removed_at = emoji, None
            feed.touch(session, reaction, on=streams.me(reaction.person_id))


def _hang_on_again(session: Session, channel: Channel, message: Message) -> None:
    """Count both chains of replies in which it stands: the one it began, and the one it is part of."""
    session.flush()
    message.replies, newest = queries.chain_of(session, message.id)
    message.last_reply_at = newest.at if newest else None
    if message.root_id is not None:
        removing.recount(session, channel, message.root_id)
