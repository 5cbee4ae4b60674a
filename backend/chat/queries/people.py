"""Reads of the people in a conversation: whom one may mention there, and the card of one of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, case, exists, select
from sqlalchemy.orm import Session

from backend.chat.models import Block, Channel, Membership
from backend.chat.queries.badges import badges_of
from backend.chat.queries.memberships import is_blocked, member_to_meet
from backend.chat.queries.standing import here_for, readable
from backend.core import feed, history
from backend.core.errors import NotFound
from backend.core.text import fold
from backend.people import queries as people
from backend.people.models import Person
from schemas.words import ChannelKind, Visibility

MOST = 10
LOOKED_AT = 300  # of those who wrote last
MOST_IN_COMMON = 20
MOST_EDITS = 100
AFFILIATION = case((Person.visibility == Visibility.HIDDEN, ""), else_=Person.affiliation).label("affiliation")
"""What stands beside a name; whoever hides their profile hides this everywhere, from themselves as well."""


def affiliation_of(person: Person) -> str:
    """The same of one person."""
    return "" if person.visibility is Visibility.HIDDEN else person.affiliation


def people_for(session: Session, reader: feed.Reader, channel_id: int, q: str) -> list[dict[str, Any]]:
    """At most ten people to mention in the channel: who wrote there lately first, then its members, then everybody.

    Without anything typed only the former two. Whom the reader blocked is not among them.

    Raises:
        NotFound: when it is not theirs to read.
    """
    here = here_for(session, reader, channel_id)
    words = fold(q).split()
    found = [person for person in _members(session, reader, channel_id, words) if _is_named(person, words)]
    if words and len(found) < MOST and here.channel.kind is not ChannelKind.DIRECT:
        known, blocked = {person.id for person in found}, _blocked(session, reader)
        others = [person for person in people.named(session, q) if person.id not in known | blocked | {reader.id}]
        found += others
    badges = badges_of(session, [person.id for person in found[:MOST]], here.channel.meeting_id)
    return [_author(person, badges[person.id]) for person in found[:MOST]]


def _members(session: Session, reader: feed.Reader, channel_id: int, words: Sequence[str]) -> Sequence[Person]:
    theirs = select(Person).join(Membership, Membership.person_id == Person.id)
    theirs = theirs.where(Membership.channel_id == channel_id, Membership.left_at.is_(None), Person.id != reader.id)
    theirs = theirs.where(Person.removed_at.is_(None), Person.name != "", ~_is_blocked_by(reader))
    theirs = theirs.where(*(Person.sought.contains(word, autoescape=True) for word in words))
    newest = (Membership.wrote_at.desc().nulls_last(), Person.name, Person.id)
    return session.scalars(theirs.order_by(*newest).limit(LOOKED_AT)).all()


def _is_blocked_by(reader: feed.Reader) -> Any:
    blocked = exists().where(Block.blocked_id == Person.id, Block.person_id == reader.id, Block.removed_at.is_(None))
    return blocked.correlate(Person)


def _blocked(session: Session, reader: feed.Reader) -> set[int]:
    theirs = select(Block.blocked_id).where(Block.person_id == reader.id, Block.removed_at.is_(None))
    return set(session.scalars(theirs))


def _is_named(person: Person, words: Sequence[str]) -> bool:
    """Whether every word begins a word of the name or affiliation: an address, which is sought too, is no name."""
    shown = fold(f"{person.name} {affiliation_of(person)}").split()
    return all(any(part.startswith(word) for part in shown) for word in words)


def _author(person: Person, badges: Sequence[Any]) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "affiliation": affiliation_of(person), "badges": badges}


def card_for(session: Session, reader: feed.Reader, person_id: int, meeting_id: int | None = None) -> dict[str, Any]:
    """What a member sees of another (schemas.channels.CardSchema); of one who is hidden the name and badges only.

    Raises:
        NotFound: when there is nobody, or one who is hidden and in no channel that the reader may read.
    """
    person = member_to_meet(session, person_id)
    hidden = person.visibility is Visibility.HIDDEN and person.id != reader.id
    shared = _shared(session, reader, person.id)
    if hidden and not _is_met(session, reader, person.id):
        raise NotFound
    mine = person_id == reader.id
    return {
        "id": person.id,
        "name": person.name,
        "affiliation": "" if hidden else person.affiliation,
        "headline": "" if hidden else person.headline,
        "interests": [] if hidden else person.interests,
        "badges": badges_of(session, [person.id], meeting_id)[person.id],
        "channels": [] if mine else shared,
        "in_common": [] if mine or hidden else _interests_in_common(session, reader, person),
        "blocked": person.id in _blocked(session, reader),
        "reachable": not mine and not is_blocked(session, reader.id, person.id),
        "channel_id": None if mine else _direct_with(session, reader, person.id),
    }


def _shared(session: Session, reader: feed.Reader, person_id: int) -> list[dict[str, Any]]:
    """The channels in which both are, direct ones not."""
    mine, theirs = (_joined(one) for one in (reader.id, person_id))
    found = select(Channel.id, Channel.title).where(Channel.id.in_(mine), Channel.id.in_(theirs))
    found = found.where(Channel.kind != ChannelKind.DIRECT, Channel.id.in_(readable(reader)))
    rows = session.execute(found.order_by(Channel.title, Channel.id).limit(MOST_IN_COMMON))
    return [{"id": row.id, "title": row.title} for row in rows]


def _joined(person_id: int) -> Select[int]:
    return select(Membership.channel_id).where(Membership.person_id == person_id, Membership.left_at.is_(None))


def _is_met(session: Session, reader: feed.Reader, person_id: int) -> bool:
    """Whether somebody is, or was, in a channel where the reader can see them."""
    theirs = select(Membership.channel_id).where(Membership.person_id == person_id)
    found = select(Channel.id).where(Channel.id.in_(theirs), Channel.id.in_(readable(reader))).limit(1)
    return session.scalar(found) is not None


def _interests_in_common(session: Session, reader: feed.Reader, person: Person) -> list[str]:
    mine = {fold(interest) for interest in people.person(session, reader.id).interests}
    return [interest for interest in person.interests if fold(interest) in mine]


def _direct_with(session: Session, reader: feed.Reader, person_id: int) -> int | None:
    one, other = sorted((reader.id, person_id))
    found = select(Channel.id).where(Channel.key == f"direct:{one}:{other}", Channel.id.in_(readable(reader)))
    return session.scalar(found)


def edits_of(session: Session, scope: str) -> list[dict[str, Any]]:
    """Who changed the settings, or a channel (schemas.channels.ChatEditSchema), newest first."""
    edits = history.edits_of(session, scope, limit=MOST_EDITS)
    names = people.names_of(session, {edit.person_id for edit in edits if edit.person_id})
    columns = ("id", "at", "before", "after")
    return [{name: getattr(edit, name) for name in columns} | {"who": names.get(edit.person_id or 0)} for edit in edits]
