"""Reading: pages of a channel by number, chains of replies, what a message said before, and who reacted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, and_, bindparam, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Membership, Message, MessageEdit, Reaction
from backend.chat.queries.rights import check_may_read
from backend.chat.queries.showing import Shown, messages, shown
from backend.chat.rules import refusals
from backend.core import feed
from backend.core.errors import NotFound
from backend.people.models import Person

MOST_REACTIONS, MOST_NAMED = 2_000, 100

STANDS = (
    select(Channel.last_number, Membership.read_number)
    .outerjoin(Membership, and_(Membership.channel_id == Channel.id, Membership.person_id == bindparam("person")))
    .where(Channel.id == bindparam("channel"))
)
BETWEEN = (
    messages()
    .where(
        Message.channel_id == bindparam("channel"),
        Message.number.between(bindparam("first"), bindparam("last")),
        Message.removed_at.is_(None),
    )
    .order_by(Message.number)
)


@dataclass(frozen=True, slots=True)
class Page:
    """Messages of a channel (schemas.chat.MessagesPageSchema)."""

    messages: Sequence[Shown]
    first: int
    last: int
    newest: int
    head: int
    unread: int | None
    mine: Sequence[Reaction]


def page_for(session: Session, reader: feed.Reader | None, channel_id: int, wanted: dict[str, Any]) -> Page:
    """The messages that a query (schemas.chat.MessagesQuery) asks for.

    Numbers have no holes, so a page is a range of them, found without counting.

    Raises:
        NotFound: when the reader may not read the channel.
    """
    check_may_read(session, reader, channel_id)
    asked = {"channel": channel_id, "person": reader.id if reader else 0}
    newest, read = cast("tuple[int, int | None]", session.connection().execute(STANDS, asked).one())
    unread = read + 1 if "to" in wanted and read is not None and read < newest else None
    first, last = _range(session, channel_id, wanted | ({"around": unread} if unread else {}), newest)
    rows = session.connection().execute(BETWEEN, {"channel": channel_id, "first": first, "last": last}).all()
    head = feed.head_of(session, f"channel:{channel_id}")
    return Page(shown(session, rows), first, last, newest, head, unread, _mine(session, reader, rows))


def _range(session: Session, channel_id: int, wanted: dict[str, Any], newest: int) -> tuple[int, int]:
    """The first and last number of the page."""
    limit = wanted["limit"]
    if "after" in wanted:
        return wanted["after"] + 1, min(wanted["after"] + limit, newest)
    if "before" in wanted:
        last = min(wanted["before"] - 1, newest)
        return max(1, last - limit + 1), last
    middle = _number_at(session, channel_id, wanted["at"], newest) if "at" in wanted else wanted.get("around", newest)
    last = min(newest, max(middle - limit // 2, 1) + limit - 1)
    return max(1, last - limit + 1), last


def _number_at(session: Session, channel_id: int, at: datetime, newest: int) -> int:
    """The number of the first message from this time on; the newest when there is none."""
    since = select(Message.number).where(Message.channel_id == channel_id, Message.at >= at)
    return session.scalar(since.order_by(Message.at, Message.number).limit(1)) or newest


def _mine(session: Session, reader: feed.Reader | None, rows: Sequence[Row[Any]]) -> Sequence[Reaction]:
    """What the reader added to these messages."""
    reacted = [row.id for row in rows if row.reactions]
    if reader is None or not reacted:
        return ()
    theirs = select(Reaction).where(Reaction.message_id.in_(reacted), Reaction.person_id == reader.id)
    return session.scalars(theirs.where(Reaction.removed_at.is_(None)).order_by(Reaction.id)).all()


def message_for(session: Session, reader: feed.Reader | None, message_id: int) -> Message:
    """A message that the reader may read.

    Raises:
        NotFound: when there is none.
        MessageRemoved: when it is gone.
    """
    found = session.get(Message, message_id)
    if found is None:
        raise NotFound
    check_may_read(session, reader, found.channel_id)
    if found.removed_at is not None:
        raise refusals.MessageRemoved
    return found


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain of replies (schemas.chat.ThreadSchema)."""

    root: Shown | None
    messages: Sequence[Shown]
    more: bool
    mine: Sequence[Reaction]


def thread_for(session: Session, reader: feed.Reader | None, message_id: int, wanted: dict[str, int]) -> Chain:
    """The chain of replies in which a message stands, above a number.

    Raises:
        NotFound: when the reader may not read it.
        MessageRemoved: when the message that was asked for is gone and nothing answers it.
    """
    asked = session.get(Message, message_id)
    if asked is None:
        raise NotFound
    check_may_read(session, reader, asked.channel_id)
    root_id = asked.root_id or asked.id
    whole = messages().where(Message.removed_at.is_(None))
    chain = whole.where(Message.root_id == root_id, Message.number > wanted["after"])
    rows = session.connection().execute(chain.order_by(Message.number).limit(wanted["limit"] + 1)).all()
    begun = session.connection().execute(whole.where(Message.id == root_id)).all()
    if asked.removed_at is not None and not rows:
        raise refusals.MessageRemoved
    root, page = shown(session, begun), rows[: wanted["limit"]]
    mine = _mine(session, reader, [*begun, *page])
    return Chain(root[0] if root else None, shown(session, page), len(rows) > wanted["limit"], mine)


def edits_for(session: Session, reader: feed.Reader | None, message_id: int) -> Sequence[MessageEdit]:
    """What a message said before, the oldest first.

    Raises:
        NotFound, MessageRemoved: as `message_for`.
    """
    message = message_for(session, reader, message_id)
    theirs = select(MessageEdit).where(MessageEdit.message_id == message.id).order_by(MessageEdit.id)
    return session.scalars(theirs).all()


def reactors_for(session: Session, reader: feed.Reader | None, message_id: int) -> list[dict[str, Any]]:
    """Who added which emoji to a message (schemas.chat.ReactorsSchema), the first first.

    Raises:
        NotFound, MessageRemoved: as `message_for`.
    """
    message = message_for(session, reader, message_id)
    theirs = select(Reaction.emoji, Person.id, Person.name).join(Person, Person.id == Reaction.person_id)
    theirs = theirs.where(Reaction.message_id == message.id, Reaction.removed_at.is_(None))
    who: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in session.execute(theirs.order_by(Reaction.at, Reaction.id).limit(MOST_REACTIONS)):
        for emoji in row.emoji:
            who[emoji].append({"id": row.id, "name": row.name})
    counts = message.reactions.items()
    return [{"emoji": emoji, "count": count, "people": who[emoji][:MOST_NAMED]} for emoji, count in counts]
