"""Writing a message down: its number, its rows, and those whom it concerns. Whoever calls has asked all the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message
from backend.chat.queries import changing as queries
from backend.chat.queries.standing import Here
from backend.chat.rules import newcomers
from backend.chat.rules.sending import Saying
from backend.chat.service import direct, finding, membership, mentioning, photos, streams
from backend.core import feed
from schemas.words import ChannelKind


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said by whom: their name, the names of whom it mentions by id, and the message it answers."""

    by: str
    saying: Saying
    names: Mapping[int, str]
    answered: Message | None


def say(session: Session, here: Here, speech: Speech, at: datetime) -> Message:
    """The message, with its number; its channel is locked.

    Raises:
        PhotoGone: when a photo of it is not there to be sent.
    """
    message = _write(session, here, speech.saying, speech.names, at)
    _tell(session, here.channel, message, speech.answered, speech.by)
    if speech.saying.photo_ids:
        session.flush()
        photos.attach(session, message.author_id, message, speech.saying.photo_ids)
    return message


def _write(session: Session, here: Here, saying: Saying, names: Mapping[int, str], at: datetime) -> Message:
    channel = here.channel
    channel.last_number += 1
    channel.last_at = at
    message = Message(
        channel_id=channel.id,
        number=channel.last_number,
        author_id=here.standing.id,
        client_id=saying.client_id,
        at=at,
        text=saying.written.text,
        html=saying.written.html(names),
        corrected=False,
        replies=0,
        new_here=newcomers.is_new_here(here.chatter, here.settings, at=at),
        reactions={},
        mention_ids=list(names),
        photo_ids=list(saying.photo_ids),
        rev=0,
    )
    session.add(message)
    finding.keep(session, channel, message)
    feed.touch(session, message, on=streams.channel(channel.id))
    _mark(session, here, message)
    return message


def _mark(session: Session, here: Here, message: Message) -> None:
    """Who speaks is there, and has read what was said before; not so who spoke a while ago and was held."""
    me, mine, chatter = streams.me(message.author_id), here.membership, here.chatter
    if mine is None or mine.left_at is not None:
        mine = membership.come_in(session, here.channel, message.author_id)
    if not here.held or mine.read_number == message.number - 1:
        mine.read_number, mine.mentions = message.number, 0
    mine.wrote_at = message.at
    feed.touch(session, mine, on=me)
    if chatter is not None and message.new_here:
        chatter.messages += 1
        chatter.first_at = chatter.first_at or message.at
        feed.touch(session, chatter, on=me)


def _tell(session: Session, channel: Channel, message: Message, answered: Message | None, name: str) -> None:
    """Let those know whom this concerns: who is named, who is answered, and the other of two."""
    if answered is not None:
        _hang_on(session, message, answered)
    if channel.kind is ChannelKind.DIRECT:
        direct.spoke(session, channel, message.author_id)
    heard = mentioning.settle(session, channel, message, new=True)
    mentioning.tell(session, channel, message, heard, name)
    if answered is not None:
        mentioning.tell_answered(session, channel, message, answered, heard, name)


def _hang_on(session: Session, message: Message, answered: Message) -> None:
    """Put the message at the end of the chain of replies in which the answered one stands."""
    root = answered if answered.root_id is None else queries.message_by_id(session, answered.root_id)
    message.reply_to_id, message.root_id = answered.id, root.id
    if root.removed_at is None:
        root.replies += 1
        root.last_reply_at = message.at
        feed.touch(session, root, on=streams.channel(message.channel_id))
