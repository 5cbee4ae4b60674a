"""Reads of channels: those somebody may read, one of them, and those that a verb changes."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Membership, Message
from backend.chat.queries.badges import badges_of
from backend.chat.queries.people import affiliation_of
from backend.chat.queries.standing import HERE, NOBODY, Here, gathered, here_for, is_readable, scope_of
from backend.chat.rules import rights
from backend.chat.rules.rights import KEEPERS, Scope
from backend.core import feed
from backend.core.errors import NotFound
from backend.core.text import one_line, plain
from backend.people.models import Grant, Person
from schemas.words import ChannelKind, ChannelState, RequestState

MOST = 1000  # channels of a list
PAGE = 100  # of the archive
EXCERPT = 200
LASTING = ("community", "introductions")


def stream_of(channel_id: int) -> str:
    """The name of the channel's stream."""
    return f"channel:{channel_id}"


def channels_for(
    session: Session, reader: feed.Reader | None, *, archived: bool = False, before: int = 0
) -> list[dict[str, Any]]:
    """Every channel that the reader may read, the newest word first (schemas.channels.ListedSchema).

    Those in the archive only when they are asked for: a page of them, newer ones first, with ids below `before`.
    """
    found = HERE.where(is_readable(reader), _is_listed(reader))
    if archived:
        found = found.where(Channel.state == ChannelState.ARCHIVED).order_by(Channel.id.desc()).limit(PAGE)
        found = found.where(Channel.id < before) if before else found
    else:
        newest = (Channel.last_at.desc().nulls_last(), Channel.id)
        found = found.where(Channel.state != ChannelState.ARCHIVED).order_by(*newest).limit(MOST)
    rows = session.execute(found, {"reader": reader.id if reader else NOBODY}).all()
    return listed(session, reader, gathered(session, reader, rows))


def _is_listed(reader: feed.Reader | None) -> Any:
    """A declined topic is for its proposer only, and a direct channel for who has not declined it."""
    declined = and_(Channel.state == ChannelState.DECLINED, Channel.created_by != (reader.id if reader else NOBODY))
    return and_(~declined, or_(Membership.request.is_(None), Membership.request != RequestState.DECLINED))


def channel_for(session: Session, reader: feed.Reader | None, channel_id: int) -> dict[str, Any]:
    """One channel as in the list, wherever it stands.

    Raises:
        NotFound: when there is none, or it is not theirs to read.
    """
    return listed(session, reader, [here_for(session, reader, channel_id)])[0]


def listed(session: Session, reader: feed.Reader | None, heres: Sequence[Here]) -> list[dict[str, Any]]:
    """These channels with what a list shows of each; a few queries for any number of them."""
    ids = [here.channel.id for here in heres]
    heads = feed.heads_of(session, map(stream_of, ids))
    latest, others = _latest(session, ids), _others(session, heres)
    scope = scope_of(session, reader)
    return [
        {column.key: getattr(here.channel, column.key) for column in Channel.__table__.columns}
        | {
            "head": heads.get(stream_of(here.channel.id), 0),
            "with_": others.get(here.channel.id),
            "latest": latest.get(here.channel.id),
            "membership": here.membership,
            "may": may(here, scope),
        }
        for here in heres
    ]


def may(here: Here, scope: Scope | None) -> dict[str, bool]:
    """What the asker may do with the channel (schemas.channels.MaySchema)."""
    return {
        "post": rights.may_post(here.channel, here.standing),
        "edit": rights.may_edit(here.channel, here.standing),
        "open": rights.may_answer(here.channel, here.standing),
        "moderate": rights.may_moderate(here.channel, here.standing, scope),
    }


def _latest(session: Session, channel_ids: Collection[int]) -> Mapping[int, dict[str, Any]]:
    """The author and first words of each channel's newest message, unless it was removed."""
    last = and_(Message.channel_id == Channel.id, Message.number == Channel.last_number, Message.removed_at.is_(None))
    found = select(Channel.id, Message.id.label("message_id"), Person.name, Message.html, Message.photo_ids).join(
        Message, last
    )
    found = found.join(Person, Person.id == Message.author_id).where(Channel.id.in_(channel_ids))
    return {
        row.id: {
            "id": row.message_id,
            "author": row.name,
            "excerpt": _excerpt(row.html),
            "photos": len(row.photo_ids),
        }
        for row in session.execute(found)
    }


def _excerpt(html: str) -> str:
    """The first words of a message, as they are read."""
    words = one_line(plain(html))
    return words if len(words) <= EXCERPT else one_line(words, EXCERPT) + "…"


def _others(session: Session, heres: Sequence[Here]) -> Mapping[int, dict[str, Any]]:
    """The other of each direct channel's two, as an author is shown."""
    direct = {here.channel.id: here.standing.id for here in heres if here.channel.kind is ChannelKind.DIRECT}
    if not direct:
        return {}
    found = select(Membership.channel_id, Person).join(Person, Person.id == Membership.person_id)
    found = found.where(Membership.channel_id.in_(direct), Membership.person_id.not_in(set(direct.values())))
    rows = session.execute(found).all()
    badges = badges_of(session, [person.id for _, person in rows])
    return {
        channel_id: {
            "id": person.id,
            "name": person.name,
            "affiliation": affiliation_of(person),
            "badges": badges[person.id],
        }
        for channel_id, person in rows
    }


def channel_to_change(session: Session, channel_id: int) -> Channel:
    """The channel, locked: whoever changes it or its members waits here for their turn.

    It is read anew: others may have changed it since this transaction looked at it first.

    Raises:
        NotFound: when there is none.
    """
    there = select(Channel).where(Channel.id == channel_id, Channel.removed_at.is_(None)).with_for_update()
    found = session.scalar(there.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def channel_at(session: Session, key: str) -> Channel | None:
    """The channel of which there is only one."""
    return session.scalar(select(Channel).where(Channel.key == key))


def lasting_there(session: Session) -> bool:
    """Whether the community's own channels have been made."""
    return len(session.scalars(select(Channel.id).where(Channel.key.in_(LASTING))).all()) == len(LASTING)


def topics_for(session: Session, reader: feed.Reader) -> Sequence[Channel]:
    """The topics the reader may see, declined ones not."""
    theirs = select(Channel).where(Channel.kind == ChannelKind.TOPIC, Channel.state != ChannelState.DECLINED)
    return session.scalars(theirs.where(is_readable(reader))).all()


def proposals_of(session: Session, person_id: int) -> int:
    """How many of the person's topics wait for an answer."""
    theirs = select(Channel.id).where(Channel.created_by == person_id, Channel.state == ChannelState.PROPOSED)
    return len(session.scalars(theirs).all())


def directs_begun(session: Session, person_id: int) -> int:
    """How many people this person has addressed directly, ever."""
    theirs = select(Channel.id).where(Channel.created_by == person_id, Channel.kind == ChannelKind.DIRECT)
    return len(session.scalars(theirs).all())


def has_message(session: Session, channel_id: int, message_id: int) -> bool:
    """Whether this message stands in the channel, and was not removed."""
    there = select(Message.id).where(Message.id == message_id, Message.channel_id == channel_id)
    return session.scalar(there.where(Message.removed_at.is_(None))) is not None


def keepers(session: Session) -> Sequence[int]:
    """The people who look after channels: moderators and organisers."""
    theirs = select(Grant.person_id).where(Grant.role.in_(KEEPERS)).distinct().order_by(Grant.person_id)
    return session.scalars(theirs).all()
