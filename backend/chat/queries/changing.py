"""Reads that lock what a verb is about to change, with what decides whether it may.

Writers in one channel take turns at its row; a message, a membership and a reaction are locked after it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import cast

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, defer, load_only

from backend.chat.models import (
    Channel,
    ChatSettings,
    Chatter,
    Held,
    Membership,
    Mention,
    Message,
    MessageEdit,
    Reaction,
)
from backend.chat.queries.people import AFFILIATION
from backend.chat.queries.rights import check_may_read
from backend.chat.queries.standing import HERE, Here, gathered
from backend.chat.rules import finding, refusals, rights
from backend.core import db, feed
from backend.core.errors import NotFound
from backend.people.models import Person

# Of the settings a message needs these; its long texts are not read every time.
NEWCOMERS = (
    *(ChatSettings.guidelines_version, ChatSettings.newcomer_days, ChatSettings.newcomer_links),
    *(ChatSettings.newcomer_mentions, ChatSettings.newcomer_photos, ChatSettings.newcomer_requests),
)
Found = tuple[Channel, Membership | None, Chatter | None, ChatSettings | None, bool, bool, int | None, str, int | None]
_request = and_(Message.author_id == bindparam("reader"), Message.client_id == bindparam("client"))
_held = and_(Held.author_id == bindparam("reader"), Held.client_id == bindparam("client"))
STANDING = (
    HERE.add_columns(Message.id, AFFILIATION, Held.id.label("held"))
    .join(Person, Person.id == bindparam("reader"))
    .outerjoin(Message, _request)
    .outerjoin(Held, _held)
    .where(Channel.id == bindparam("channel"))
    .with_for_update(of=Channel)
    .options(load_only(*NEWCOMERS, raiseload=True), defer(Channel.guidelines), defer(Channel.purpose))
)
ONE_REQUEST = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("request"), 0)))


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody in a channel that is locked.

    `known` is the id of what they said by this request before, `held` of what was held of it.
    """

    here: Here
    known: int | None
    held: int | None
    affiliation: str


def writer_in(session: Session, reader: feed.Reader, channel_id: int, client_id: str = "") -> Writer:
    """The channel to write in, and how the reader stands there, in one query.

    Raises:
        NotFound: when there is none that they may read.
    """
    writer = _in_channel(session, reader, channel_id, client_id)
    rights.check_reads(writer.here.channel, writer.here.standing)
    return writer


def author_in(session: Session, author: feed.Reader, channel_id: int) -> Here:
    """The channel, locked, for what its author wrote a while ago; whatever they may do there now."""
    return replace(_in_channel(session, author, channel_id, "").here, held=True)


def _in_channel(session: Session, reader: feed.Reader, channel_id: int, client_id: str) -> Writer:
    asked = {"reader": reader.id, "channel": channel_id, "client": client_id}
    row = session.execute(STANDING, asked).first()
    if row is None:
        raise NotFound
    channel, mine, chatter, settings, blocked, restricted, known, affiliation, held = cast("Found", row)
    [here] = gathered(session, reader, [(channel, mine, chatter, settings, blocked, restricted)])
    return Writer(here, known, held, affiliation)


def sent_before(session: Session, writer: Writer, person_id: int, client_id: str) -> int | None:
    """The id of what they said by this request before, wherever that was.

    Where writers wait at the channel's row, the query that waited saw the other tables as they were before; and one
    request that comes to two channels at once waits for itself.
    """
    if writer.known is not None or db.has_one_writer():
        return writer.known
    session.execute(ONE_REQUEST, {"request": f"{person_id}:{client_id}"})
    return session.scalar(select(Message.id).where(Message.author_id == person_id, Message.client_id == client_id))


def held_before(session: Session, writer: Writer, person_id: int, client_id: str) -> int | None:
    """The id of what was held of this request, as `sent_before`."""
    if writer.held is not None or db.has_one_writer():
        return writer.held
    return session.scalar(select(Held.id).where(Held.author_id == person_id, Held.client_id == client_id))


def message_still_there(session: Session, message_id: int | None) -> Message | None:
    """A message that was to be answered, unless it is gone."""
    found = session.get(Message, message_id) if message_id else None
    return found if found and found.removed_at is None else None


def message_to_answer(session: Session, channel_id: int, message_id: int) -> Message:
    """A message of this channel, to be quoted.

    Raises:
        NotFound: when the channel has none with this id.
        MessageRemoved: when it is gone.
    """
    found = session.get(Message, message_id)
    if found is None or found.channel_id != channel_id:
        raise NotFound
    if found.removed_at is not None:
        raise refusals.MessageRemoved
    return found


def channel_of(session: Session, message_id: int) -> int:
    """The channel in which this message stands.

    Raises:
        NotFound: when there is no such message.
    """
    found = session.scalar(select(Message.channel_id).where(Message.id == message_id))
    if found is None:
        raise NotFound
    return found


def newest_number(session: Session, reader: feed.Reader, channel_id: int) -> int:
    """The number of the channel's newest message; nobody is waited for.

    Raises:
        NotFound: when the reader may not read the channel.
    """
    check_may_read(session, reader, channel_id)
    return session.execute(select(Channel.last_number).where(Channel.id == channel_id)).scalar_one()


def message_to_change(session: Session, message_id: int) -> Message:
    """A message, locked; its channel must be.

    Raises:
        MessageRemoved: when it is gone.
    """
    found = session.execute(select(Message).where(Message.id == message_id).with_for_update()).scalar_one()
    if found.removed_at is not None:
        raise refusals.MessageRemoved
    return found


def message_by_id(session: Session, message_id: int) -> Message:
    """A message, locked, which must exist."""
    return session.execute(select(Message).where(Message.id == message_id).with_for_update()).scalar_one()


def answers_of(session: Session, message_id: int) -> Sequence[Message]:
    """The messages that quote this one and are still there, locked."""
    theirs = select(Message).where(Message.reply_to_id == message_id, Message.removed_at.is_(None))
    return session.scalars(theirs.order_by(Message.id).with_for_update()).all()


def chain_of(session: Session, root_id: int) -> tuple[int, Message | None]:
    """How many replies the chain has, and the newest of them."""
    there = select(Message).where(Message.root_id == root_id, Message.removed_at.is_(None))
    newest = session.scalar(there.order_by(Message.number.desc()).limit(1))
    count = select(func.count()).where(Message.root_id == root_id, Message.removed_at.is_(None))
    return session.execute(count).scalar_one(), newest


def edits_of(session: Session, message_id: int) -> Sequence[MessageEdit]:
    """What a message said before, the oldest first."""
    theirs = select(MessageEdit).where(MessageEdit.message_id == message_id).order_by(MessageEdit.id)
    return session.scalars(theirs).all()


def memberships_to_change(session: Session, channel_id: int, person_ids: Collection[int]) -> dict[int, Membership]:
    """The memberships of these people in the channel, locked, by person; those who left too."""
    theirs = select(Membership).where(Membership.channel_id == channel_id, Membership.person_id.in_(person_ids))
    return {one.person_id: one for one in session.scalars(theirs.order_by(Membership.id).with_for_update())}


def people_named(session: Session, person_ids: Collection[int]) -> dict[int, str]:
    """Those of the people who are there, with their names."""
    there = select(Person.id, Person.name).where(Person.id.in_(person_ids), Person.removed_at.is_(None))
    return {row.id: row.name for row in session.execute(there.where(Person.name != ""))}


def others_in(session: Session, channel_id: int, person_id: int) -> Sequence[int]:
    """Who else belongs to the channel."""
    theirs = select(Membership.person_id).where(Membership.channel_id == channel_id)
    return session.scalars(theirs.where(Membership.person_id != person_id, Membership.left_at.is_(None))).all()


def mentions_of(session: Session, message_id: int) -> Sequence[Mention]:
    """Who hears of a message by name."""
    return session.scalars(select(Mention).where(Mention.message_id == message_id).order_by(Mention.person_id)).all()


def told_of(session: Session, message: Message) -> set[int]:
    """Who may have a notice about a message: whom it names or ever named, and whom it answers."""
    before = [edit.text for edit in edits_of(session, message.id)]
    named = {*message.mention_ids, *(int(found) for text in before for found in finding.MENTION.findall(text))}
    answered = session.scalar(select(Message.author_id).where(Message.id == message.reply_to_id))
    return named | ({answered} if answered else set())


def unread_mentions(session: Session, membership: Membership) -> int:
    """How often the person is named above their read mark."""
    theirs = [Mention.person_id == membership.person_id, Mention.channel_id == membership.channel_id]
    count = select(func.count()).where(*theirs, Mention.number > membership.read_number)
    return session.execute(count).scalar_one()


def reaction_of(session: Session, message_id: int, person_id: int) -> Reaction | None:
    """What the person added to a message."""
    theirs = select(Reaction).where(Reaction.message_id == message_id, Reaction.person_id == person_id)
    return session.scalar(theirs.with_for_update())


def reactions_to(session: Session, message_id: int) -> Sequence[Reaction]:
    """What people added to a message and did not take back, locked."""
    return [one for one in all_reactions_to(session, message_id) if one.removed_at is None]


def all_reactions_to(session: Session, message_id: int) -> Sequence[Reaction]:
    """What people ever added to a message, locked; without any emoji where they took it back."""
    theirs = select(Reaction).where(Reaction.message_id == message_id).order_by(Reaction.id)
    return session.scalars(theirs.with_for_update()).all()
