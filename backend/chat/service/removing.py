"""Taking a message away: the one verb for it, whoever does it and why.

Of what was said nothing is kept: not in the row, its history, what others quoted, or anybody's notices. The row
stays, so that its number and its request are taken for ever. Only what moderators take away can be put back
(service.restoring), from what they keep of it under seal.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message
from backend.chat.queries import changing as queries
from backend.chat.queries.channels import channel_to_change
from backend.chat.service import finding, holding, judging, mentioning, photos, rewording, streams
from backend.core import clock, feed
from backend.core.errors import NotAllowed
from backend.notify import service as notify


def remove_own(session: Session, person_id: int, message_id: int) -> None:
    """Take one's own message away, wherever it stands; once it is gone, nothing more happens.

    Raises:
        NotFound: when there is no such message.
        NotAllowed: when it is somebody else's.
    """
    channel = channel_to_change(session, queries.channel_of(session, message_id))
    message = queries.message_by_id(session, message_id)
    if message.author_id != person_id:
        raise NotAllowed("Only its author can take a message away.")
    remove(session, channel, message)


def remove(
    session: Session, channel: Channel, message: Message, *, keep_until: datetime | None = None
) -> dict[str, str]:
    """Empty a message and tell its channel; the channel and the message are locked. Twice is once.

    The files of its photos stay until `keep_until`, for moderators only; without it they go at once. Returns the
    notices about it that are taken back, for `restoring`.
    """
    if message.removed_at is not None:
        return {}
    said = notify.forget(session, queries.told_of(session, message), mentioning.about(message))
    root_id, message.removed_at = message.root_id, clock.now()
    message.text, message.html, message.reactions, message.mention_ids = "", "", {}, []
    message.reply_to_id = message.root_id = None
    finding.forget(session, message)
    photos.remove_of(session, message, keep_until)
    holding.forget_edit(session, message)
    judging.put_signs(session, message, {})
    message.photo_ids = []
    for edit in queries.edits_of(session, message.id):
        session.delete(edit)
    _forget_reactions(session, message)
    mentioning.settle(session, channel, message)
    rewording.touch_with_answers(session, channel, message)
    if root_id is not None:
        recount(session, channel, root_id)
    if channel.featured_id == message.id:
        channel.featured_id = None
        feed.touch(session, channel, on=streams.channel(channel.id))
    return said


def _forget_reactions(session: Session, message: Message) -> None:
    for reaction in queries.reactions_to(session, message.id):
        reaction.emoji, reaction.removed_at = [], message.removed_at
        feed.touch(session, reaction, on=streams.me(reaction.person_id))


def recount(session: Session, channel: Channel, root_id: int) -> None:
    """Count a chain of replies anew after one of them went or came back."""
    root = queries.message_by_id(session, root_id)
    session.flush()
    root.replies, newest = queries.chain_of(session, root_id)
    root.last_reply_at = newest.at if newest else None
    if root.removed_at is None:
        feed.touch(session, root, on=streams.channel(channel.id))
