"""Saying something: once for each request of a phone, however often that is sent.

Writers in one channel take turns at its row, which gives each message its number; nobody is answered before the
message is on disk.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message
from backend.chat.queries import changing as queries
from backend.chat.queries import rights, showing
from backend.chat.queries.changing import Standing
from backend.chat.queries.showing import Author, Shown
from backend.chat.rules import refusals
from backend.chat.rules import sending as rules
from backend.chat.rules.sending import Newcomer, Place
from backend.chat.service import direct, finding, membership, mentioning, photos, streams
from backend.core import clock, feed
from backend.core.markup import Written
from schemas.words import ChannelKind, Posting


@dataclass(frozen=True, slots=True)
class Saying:
    """What a request says: `photo_ids` in order, `reply_to` the id of what it answers."""

    client_id: str
    written: Written
    reply_to: int | None
    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """The message as everybody sees it; `new` when it was said just now."""

    shown: Shown
    new: bool


def send(session: Session, reader: feed.Reader, channel_id: int, saying: Saying) -> Sent:
    """Say something in a channel. A request that comes again gets the message of the first time.

    Raises:
        NotFound: when they may not read the channel, or there is nothing to answer.
        NotAccepted, ReadOnly, NotAPoster, NotAMember, RequestWaits, Unreachable: when they may not write in it.
        TooManyMentions, NewcomerLimited: when it holds too much.
        MessageRemoved: when what it answers is gone.
    """
    standing = queries.standing_in(session, reader, channel_id, saying.client_id)
    if standing.known is not None:
        return _again(session, reader, standing.known, channel_id)
    at = clock.now()
    check_may_write(session, reader, standing, at)
    names = mentioning.names_in(session, standing.channel, saying.written)
    rules.check_amount(
        newcomer(standing, at), links=saying.written.links, mentions=len(names), photos=len(saying.photo_ids)
    )
    answered = queries.message_to_answer(session, channel_id, saying.reply_to) if saying.reply_to else None
    message = _write(session, reader, standing, saying, names, at)
    _tell(session, reader, standing.channel, message, answered)
    if saying.photo_ids:
        session.flush()
        photos.attach(session, reader.id, message, saying.photo_ids)
    author = Author(reader.id, reader.name, standing.affiliation)
    return Sent(showing.fresh(session, message, author, standing.channel.meeting_id, names, answered), new=True)


def _again(session: Session, reader: feed.Reader, known: Message, channel_id: int) -> Sent:
    if known.channel_id != channel_id:
        rights.check_may_read(session, reader, known.channel_id)
    return Sent(showing.messages_with(session, [known.id])[0], new=False)


def check_may_write(session: Session, reader: feed.Reader, standing: Standing, at: datetime) -> None:
    """Refuse whoever may read the channel and not write in it now."""
    channel, theirs = standing.channel, standing.membership
    asking = rights.asking_of(reader)
    rules.check_accepted(
        standing.chatter.accepted_version if standing.chatter else 0, standing.settings.guidelines_version
    )
    hosts = channel.posting is Posting.HOSTS and rights.hosts(session, channel, reader.id)
    request = theirs.request if theirs else None
    place = Place(channel.kind, channel.state, channel.posting, channel.read_only_at, standing.joined, request)
    rules.check_may_write(place, leads=asking.moderates or hosts, at=at)
    check_reachable(session, channel, reader.id)


def check_reachable(session: Session, channel: Channel, person_id: int) -> None:
    """Refuse to write to somebody when one of the two has blocked the other."""
    if channel.kind is not ChannelKind.DIRECT:
        return
    if any(queries.is_parted(session, person_id, other) for other in queries.others_in(session, channel.id, person_id)):
        raise refusals.Unreachable


def newcomer(standing: Standing, at: datetime) -> Newcomer | None:
    """What limits a message of somebody new; None for everybody else."""
    chatter, settings = standing.chatter, standing.settings
    if chatter is None or chatter.accepted_at is None:
        return None
    until = chatter.accepted_at + timedelta(days=settings.newcomer_days)
    if at >= until:
        return None
    return Newcomer(settings.newcomer_links, settings.newcomer_mentions, settings.newcomer_photos, until)


def _write(
    session: Session,
    reader: feed.Reader,
    standing: Standing,
    saying: Saying,
    names: Mapping[int, str],
    at: datetime,
) -> Message:
    channel = standing.channel
    channel.last_number += 1
    channel.last_at = at
    message = Message(
        channel_id=channel.id,
        number=channel.last_number,
        author_id=reader.id,
        client_id=saying.client_id,
        at=at,
        text=saying.written.text,
        html=saying.written.html(names),
        corrected=False,
        replies=0,
        new_here=_is_new_here(standing),
        reactions={},
        mention_ids=list(names),
        photo_ids=list(saying.photo_ids),
        rev=0,
    )
    session.add(message)
    finding.keep(session, channel, message)
    feed.touch(session, message, on=streams.channel(channel.id))
    _mark(session, standing, reader.id, at)
    return message


def _is_new_here(standing: Standing) -> bool:
    return standing.chatter is not None and standing.chatter.messages < rules.FIRST_MESSAGES


def _mark(session: Session, standing: Standing, person_id: int, at: datetime) -> None:
    """Who speaks is there, and has read what was said before."""
    channel, chatter = standing.channel, standing.chatter
    theirs = standing.membership
    if theirs is None or theirs.left_at is not None:
        theirs = membership.come_in(session, channel, person_id)
    theirs.read_number, theirs.mentions, theirs.wrote_at = channel.last_number, 0, at
    feed.touch(session, theirs, on=streams.me(person_id))
    if chatter is not None and _is_new_here(standing):
        chatter.messages += 1
        chatter.first_at = chatter.first_at or at
        feed.touch(session, chatter, on=streams.me(person_id))


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
