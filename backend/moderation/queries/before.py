"""Reads for rules: what was said before, and what is somebody's own. Never what two said to each other."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Chatter, Message
from backend.chat.rules.rights import Scope
from backend.moderation.rules.judging import Earlier
from backend.people.models import Person
from schemas.words import ChannelKind

MINE, MINE_SINCE = 50, timedelta(days=30)
ROWS = 5_000  # ids that one page of a trial looks through

_COLUMNS = (Message.id, Message.author_id, Message.channel_id, Message.at, Message.text)


def _public(wanted: Any) -> Any:
    joined = wanted.join(Channel, Channel.id == Message.channel_id)
    return joined.where(Channel.kind != ChannelKind.DIRECT, Message.removed_at.is_(None))


_NEWEST = (
    _public(select(*_COLUMNS))
    .where(Message.id > bindparam("after"))
    .order_by(Message.id.desc())
    .limit(bindparam("most"))
)
_OWN = select(Person.links, Person.blog_url, Person.feed_url, Person.affiliation).where(
    Person.id == bindparam("person")
)


@dataclass(frozen=True, slots=True)
class Tried:
    """A message that a rule is tried on."""

    said: Earlier
    channel: str
    author: str
    mentions: int
    photos: int
    new_here: bool


def newest(session: Session, after: int, most: int) -> list[Earlier]:
    """The newest messages after that one, oldest first; asked before each message where a rule looks at repeats."""
    rows = session.connection().execute(_NEWEST, {"after": after, "most": most}).all()
    return [Earlier(*row) for row in reversed(rows)]


def of_author(session: Session, author_id: int, at: datetime, but: int | None) -> list[Earlier]:
    """What somebody said in the weeks before, newest first."""
    theirs = _public(select(*_COLUMNS)).where(
        Message.author_id == author_id, Message.at <= at, Message.at > at - MINE_SINCE
    )
    if but is not None:
        theirs = theirs.where(Message.id != but)
    found = session.execute(theirs.order_by(Message.at.desc(), Message.id.desc()).limit(MINE)).all()
    return [Earlier(*row) for row in found]


def own_of(session: Session, person_id: int) -> tuple[list[str], str]:
    """The addresses of somebody's blog and profile, and where they work."""
    row = session.connection().execute(_OWN, {"person": person_id}).one_or_none()
    if row is None:
        return [], ""
    return [*(link.get("url", "") for link in row.links), row.blog_url, row.feed_url], row.affiliation


def span_of(session: Session, places: Select[int], since: datetime) -> tuple[int, int]:
    """How many messages were said in these channels since then, and the id of the first; 0 when there is none."""
    row = session.execute(
        select(func.count(), func.min(Message.id)).where(
            Message.channel_id.in_(places), Message.at >= since, Message.removed_at.is_(None)
        )
    ).one()
    return row[0], row[1] or 0


def page(session: Session, places: Select[int], first: int, before: int, most: int) -> list[Tried]:
    """Messages of these channels from the one id to before the other, newest first."""
    rows = session.execute(
        _public(select(*_COLUMNS, Channel.title, Person.name, Message.mention_ids, Message.photo_ids, Message.new_here))
        .join(Person, Person.id == Message.author_id)
        .where(Message.id >= first, Message.id < before, Message.channel_id.in_(places))
        .order_by(Message.id.desc())
        .limit(most)
    ).all()
    return [Tried(Earlier(*row[:5]), row[5], row[6], len(row[7]), len(row[8]), row[9]) for row in rows]


def last_id(session: Session) -> int:
    """The id of the newest message."""
    return session.scalar(select(func.max(Message.id))) or 0


def first_messages(session: Session, people: Collection[int]) -> Mapping[int, datetime]:
    """When each of them first wrote here, as far as chat knows."""
    rows = session.execute(select(Chatter.person_id, Chatter.first_at).where(Chatter.person_id.in_(people))).all()
    return {row.person_id: row.first_at for row in rows if row.first_at}


def places(channel_id: int | None, scope: Scope | None) -> Select[int]:
    """The channels that a rule looks at, of those that a moderator looks after."""
    found = select(Channel.id).where(Channel.kind != ChannelKind.DIRECT)
    if channel_id is not None:
        found = found.where(Channel.id == channel_id)
    if scope is not None:
        found = found.where(Channel.id.in_(scope.channels) | Channel.language.in_(scope.languages))
    return found
