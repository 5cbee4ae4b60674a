"""Saying something: once for each request of a phone, however often that is sent.

Writers in one channel take turns at its row, which gives each message its number; nobody is answered before the
message is on disk.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message
from backend.chat.queries import changing as queries
from backend.chat.queries import showing
from backend.chat.queries.rights import check_may_read
from backend.chat.queries.showing import Author, Shown
from backend.chat.queries.standing import Here
from backend.chat.rules import newcomers, rights
from backend.chat.rules import sending as rules
from backend.chat.rules.sending import Saying
from backend.chat.service import direct, finding, membership, mentioning, photos, plainly, streams
from backend.core import clock, feed
from backend.core.markup import Written
from schemas.words import ChannelKind


@dataclass(frozen=True, slots=True)
class Sent:
    """The message as everybody sees it; `new` when it was said just now."""

    shown: Shown
    new: bool


def send(session: Session, reader: feed.Reader, channel_id: int, saying: Saying, *, alone: bool = False) -> Sent:
    """Say something in a channel. A request that comes again gets the message of the first time.

    `alone`: nothing else is said in this unit of work, so that the rows of plain words may wait for its end.

    Raises:
        NotFound: when they may not read the channel, or there is nothing to answer.
        NotAccepted, ReadOnly, NotAPoster, NotAMember, RequestWaits, Unreachable: when they may not write in it.
        TooManyMentions, NewcomerLimited: when it holds too much.
        MessageRemoved: when what it answers is gone.
    """
    writer = queries.writer_in(session, reader, channel_id, saying.client_id)
    if known := queries.sent_before(session, writer, reader.id, saying.client_id):
        return _again(session, reader, known)
    here, at = writer.here, clock.now()
    rights.check_writes(here.channel, here.standing)
    names = mentioning.names_in(session, here.channel, saying.written)
    check_amount(here, saying.written, names, len(saying.photo_ids), at=at)
    author = Author(reader.id, reader.name, writer.affiliation, here.standing.roles)
    if alone and plainly.is_plain(here, saying, at):
        return Sent(plainly.say(session, author, here, saying, at), new=True)
    answered = queries.message_to_answer(session, channel_id, saying.reply_to) if saying.reply_to else None
    message = _write(session, here, saying, names, at)
    _tell(session, reader, here.channel, message, answered)
    if saying.photo_ids:
        session.flush()
        photos.attach(session, reader.id, message, saying.photo_ids)
    return Sent(showing.fresh(session, message, author, here.channel.meeting_id, names, answered), new=True)


def _again(session: Session, reader: feed.Reader, known_id: int) -> Sent:
    [known] = showing.messages_with(session, [known_id])
    check_may_read(session, reader, known.channel_id)
    return Sent(known, new=False)


def check_amount(here: Here, written: Written, names: Collection[int], photo_count: int, *, at: datetime) -> None:
    """Refuse more than one message may hold, of anybody or of somebody new."""
    rules.check_mentions(len(names))
    limits = newcomers.limits_of(here.chatter, here.settings, here.standing.roles)
    newcomers.check_newcomer(limits, at=at, links=written.links, mentions=len(names), photos=photo_count)


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
    """Who speaks is there, and has read what was said before."""
    me, mine, chatter = streams.me(message.author_id), here.membership, here.chatter
    if mine is None or mine.left_at is not None:
        mine = membership.come_in(session, here.channel, message.author_id)
    mine.read_number, mine.mentions, mine.wrote_at = message.number, 0, message.at
    feed.touch(session, mine, on=me)
    if chatter is not None and message.new_here:
        chatter.messages += 1
        chatter.first_at = chatter.first_at or message.at
        feed.touch(session, chatter, on=me)


def _tell(session: Session, reader: feed.Reader, channel: Channel, message: Message, answered: Message | None) -> None:
    """Let those know whom this concerns: who is named, who is answered, and the other of two."""
    if answered is not None:
        _hang_on(session, message, answered)
    if channel.kind is ChannelKind.DIRECT:
        direct.spoke(session, channel, reader.id)
    heard = mentioning.settle(session, channel, message, new=True)
    mentioning.tell(session, channel, message, heard, reader.name)
    if answered is not None:
        mentioning.tell_answered(session, channel, message, answered, heard, reader.name)


def _hang_on(session: Session, message: Message, answered: Message) -> None:
    """Put the message at the end of the chain of replies in which the answered one stands."""
    root = answered if answered.root_id is None else queries.message_by_id(session, answered.root_id)
    message.reply_to_id, message.root_id = answered.id, root.id
    if root.removed_at is None:
        root.replies += 1
        root.last_reply_at = message.at
        feed.touch(session, root, on=streams.channel(message.channel_id))
