"""What changed since: a channel's messages and itself, and what a person has of their own in chat."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from backend.chat.models import Block, Channel, Chatter, Membership, Message, Reaction
from backend.chat.queries.showing import Shown, messages, shown
from schemas.chat import PAGE
from schemas.words import ChannelState

NEWEST_REACTIONS = 300

CHANGED = (
    messages().where(Message.channel_id == bindparam("channel"), Message.rev > bindparam("since")).order_by(Message.rev)
)
NEWEST = messages().where(Message.channel_id == bindparam("channel"), Message.removed_at.is_(None))
NEWEST = NEWEST.order_by(Message.number.desc()).limit(PAGE)


def channels_changed(session: Session, channel_id: int, since: int) -> Sequence[Channel]:
    """The channel itself, when it changed after `since`."""
    return session.scalars(select(Channel).where(Channel.id == channel_id, Channel.rev > since)).all()


def messages_changed(session: Session, channel_id: int, since: int) -> Sequence[Shown]:
    """The channel's messages that changed after `since`, in that order; from the beginning, the newest page only."""
    if since:
        rows = session.connection().execute(CHANGED, {"channel": channel_id, "since": since}).all()
        return shown(session, rows)
    rows = session.connection().execute(NEWEST, {"channel": channel_id}).all()
    return shown(session, sorted(rows, key=lambda row: int(row.rev)))


def memberships_changed(session: Session, person_id: int, since: int) -> Sequence[Membership]:
    """A person's memberships that changed after `since`, in that order; from the beginning without archived channels.

    A phone that begins anew would else hear of every session of every year.
    """
    theirs = select(Membership).where(Membership.person_id == person_id, Membership.rev > since)
    if not since:
        theirs = theirs.join(Channel, Channel.id == Membership.channel_id).where(Channel.state != ChannelState.ARCHIVED)
    return session.scalars(theirs.order_by(Membership.rev)).all()


def reactions_changed(session: Session, person_id: int, since: int) -> Sequence[Reaction]:
    """What a person added to messages, as far as it changed after `since`, in that order.

    From the beginning the newest only: a page of messages says what the reader added to them.
    """
    theirs = select(Reaction).where(Reaction.person_id == person_id, Reaction.rev > since)
    if since:
        return session.scalars(theirs.order_by(Reaction.rev)).all()
    newest = theirs.where(Reaction.removed_at.is_(None)).order_by(Reaction.rev.desc()).limit(NEWEST_REACTIONS)
    return list(reversed(session.scalars(newest).all()))


def blocks_changed(session: Session, person_id: int, since: int) -> Sequence[Block]:
    """Whom a person blocked, as far as that changed after `since`, in that order."""
    theirs = select(Block).where(Block.person_id == person_id, Block.rev > since)
    return session.scalars(theirs.order_by(Block.rev)).all()


def chatters_changed(session: Session, person_id: int, since: int) -> Sequence[Chatter]:
    """What chat knows of the person, when that changed after `since`."""
    return session.scalars(select(Chatter).where(Chatter.person_id == person_id, Chatter.rev > since)).all()
