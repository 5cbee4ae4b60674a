"""What an import asks for: a batch of lines at a time."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Chatter, Membership, Message
from backend.people.models import Person
from schemas.words import ChannelKind

TAKES_IN = (ChannelKind.COMMUNITY, ChannelKind.TOPIC)


@dataclass(frozen=True, slots=True)
class Known:
    """A message that is there: its id, and where the chain of replies it belongs to began."""

    id: int
    root_id: int


def channels_titled(session: Session, titles: Collection[str]) -> dict[str, Channel]:
    """The community's channel and topics with these titles, locked, by title; of namesakes the oldest."""
    theirs = select(Channel).where(Channel.title.in_(titles), Channel.kind.in_(TAKES_IN), Channel.removed_at.is_(None))
    rows = session.scalars(theirs.order_by(Channel.id.desc()).with_for_update())
    return {channel.title: channel for channel in rows}


def people_at(session: Session, emails: Collection[str]) -> dict[str, Person]:
    """Whoever has these addresses, by address."""
    theirs = select(Person).where(Person.email.in_(emails), Person.removed_at.is_(None))
    return {person.email: person for person in session.scalars(theirs)}


def known(session: Session, names: Collection[tuple[int, str]]) -> dict[tuple[int, str], Known]:
    """Of these messages (author, client id) those that are there."""
    if not names:
        return {}
    theirs = select(Message.author_id, Message.client_id, Message.id, Message.root_id).where(
        tuple_(Message.author_id, Message.client_id).in_(list(names))
    )
    rows = session.execute(theirs)
    return {(row.author_id, row.client_id): Known(row.id, row.root_id or row.id) for row in rows}


def messages_to_change(session: Session, ids: Collection[int]) -> dict[int, Message]:
    """These messages, locked, by id."""
    theirs = select(Message).where(Message.id.in_(ids)).order_by(Message.id).with_for_update()
    return {message.id: message for message in session.scalars(theirs)}


def memberships_to_change(session: Session, channel_id: int, people: Collection[int]) -> dict[int, Membership]:
    """How these people belong to the channel, locked, by person."""
    theirs = select(Membership).where(Membership.channel_id == channel_id, Membership.person_id.in_(people))
    return {mine.person_id: mine for mine in session.scalars(theirs.order_by(Membership.id).with_for_update())}


def chatters(session: Session, people: Collection[int]) -> set[int]:
    """Those of these people of whom chat knows something."""
    return set(session.scalars(select(Chatter.person_id).where(Chatter.person_id.in_(people))))


def members_behind(session: Session, channel: Channel, *, limit: int) -> list[Membership]:
    """Memberships of the channel that have not read all of it, locked."""
    theirs = select(Membership).where(Membership.channel_id == channel.id, Membership.read_number < channel.last_number)
    return list(session.scalars(theirs.order_by(Membership.id).limit(limit).with_for_update()))
