"""Messages as they are shown: one query for a page of them, and one each for badges, mentions and photos.

Everything that shows a message comes through here, so that a page, a frame and an answer cannot differ.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from backend.chat.models import Channel, Message
from backend.chat.queries import badges
from backend.chat.queries import photos as pictures
from backend.chat.queries.people import AFFILIATION
from backend.core import db, text
from backend.people import queries as people
from backend.people.models import Person
from schemas.words import Badge, Role

LONGEST_EXCERPT = 140

# What a message as it is shown has from its own row.
OWN = (
    *("id", "rev", "removed_at", "channel_id", "number", "client_id", "at", "text", "html", "edited_at", "corrected"),
    *("root_id", "replies", "last_reply_at", "new_here", "reactions"),
)

_quoted, _answered = aliased(Message), aliased(Person)


@dataclass(slots=True)
class Shown:
    """A message in the shape of schemas.chat.MessageSchema."""

    id: int
    rev: int
    removed_at: datetime | None
    channel_id: int
    number: int
    client_id: str
    at: datetime
    author: Mapping[str, Any]
    text: str
    html: str
    edited_at: datetime | None
    corrected: bool
    reply_to: Mapping[str, Any] | None
    root_id: int | None
    replies: int
    last_reply_at: datetime | None
    new_here: bool
    reactions: Mapping[str, int]
    mentions: Sequence[Mapping[str, Any]]
    photos: Sequence[Mapping[str, Any]]

    @property
    def author_id(self) -> int:
        """Who says it."""
        return int(self.author["id"])

    @property
    def removed(self) -> bool:
        """Whether it is gone, and so empty."""
        return self.removed_at is not None


@dataclass(frozen=True, slots=True)
class Author:
    """Who says something."""

    id: int
    name: str
    affiliation: str
    roles: frozenset[Role]


def messages() -> Select[Any]:
    """Every message with its author and what it quotes; to be narrowed, ordered and given to `shown`."""
    own: list[Any] = [column for column in Message.__table__.columns if column.name != "author_id"]
    author: list[Any] = [Person.id.label("author_id"), Person.name.label("author_name"), AFFILIATION]
    quoted: list[Any] = [_quoted.number.label("quoted_number"), _quoted.html.label("quoted_html")]
    quoted += [_quoted.photo_ids.label("quoted_photos"), _quoted.removed_at.label("quoted_removed_at")]
    whole: Select[Any] = select(*own, *author, *quoted, _answered.name.label("quoted_name"), Channel.meeting_id)
    whole = whole.join(Person, Person.id == Message.author_id).join(Channel, Channel.id == Message.channel_id)
    whole = whole.outerjoin(_quoted, _quoted.id == Message.reply_to_id)
    return whole.outerjoin(_answered, _answered.id == _quoted.author_id)


def shown(session: Session, rows: Sequence[Row[Any]]) -> list[Shown]:
    """These rows of `messages()` as messages, all of one channel; the removed are empty."""
    if not rows:
        return []
    badged = badges.badges_of(session, {row.author_id for row in rows}, rows[0].meeting_id)
    names = _names(session, rows)
    photos = pictures.photos_of(session, [row.id for row in rows if row.photo_ids])
    return [_one(row, badged, names, photos) for row in rows]


def messages_with(session: Session, ids: Collection[int]) -> list[Shown]:
    """The messages with these ids, of one channel, in the order of their numbers."""
    theirs = messages().where(Message.id.in_(ids)).order_by(Message.number)
    return shown(session, session.connection().execute(theirs).all())


def _names(session: Session, rows: Sequence[Row[Any]]) -> Mapping[int, str]:
    mentioned = {person_id for row in rows for person_id in row.mention_ids}
    return people.names_of(session, mentioned) if mentioned else {}


def fresh(
    session: Session,
    message: Message,
    author: Author,
    meeting_id: int | None,
    names: Mapping[int, str],
    answered: Message | None,
) -> Shown:
    """A message written in this transaction, put together without asking for it; id and rev come with the commit."""
    badged = badges.badges_of_writer(session, author.id, author.roles, meeting_id)
    photos = pictures.photos_of(session, [message.id]).get(message.id, []) if message.photo_ids else []
    columns = {name: getattr(message, name) for name in OWN}
    quote = None
    if answered is not None:
        by = people.person(session, answered.author_id).name
        quote = _quote(answered.id, answered.number, by, answered.html, answered.photo_ids)
    made = Shown(
        **columns,
        author=_author(author.id, author.name, author.affiliation, badged),
        reply_to=quote,
        mentions=_mentions(message.mention_ids, names),
        photos=photos,
    )

    def stored() -> None:
        made.id, made.rev = message.id, message.rev

    db.after_commit(session, stored)
    return made


def _one(
    row: Row[Any],
    badged: Mapping[int, Sequence[Badge]],
    names: Mapping[int, str],
    photos: Mapping[int, Sequence[Mapping[str, Any]]],
) -> Shown:
    columns = {name: getattr(row, name) for name in OWN}
    quote = None
    if row.quoted_removed_at is not None:
        quote = _gone(row.reply_to_id, row.quoted_number)
    elif row.reply_to_id is not None:
        quote = _quote(row.reply_to_id, row.quoted_number, row.quoted_name, row.quoted_html, row.quoted_photos)
    return Shown(
        **columns,
        author=_author(row.author_id, row.author_name, row.affiliation, badged[row.author_id]),
        reply_to=quote,
        mentions=_mentions(row.mention_ids, names),
        photos=photos.get(row.id, []),
    )


def _author(person_id: int, name: str, affiliation: str, badged: Sequence[Badge]) -> dict[str, Any]:
    return {"id": person_id, "name": name, "affiliation": affiliation, "badges": badged}


def _mentions(ids: Sequence[int], names: Mapping[int, str]) -> list[dict[str, Any]]:
    return [{"id": person_id, "name": names.get(person_id, "")} for person_id in ids]


def _quote(message_id: int, number: int, name: str, markup: str, photo_ids: Sequence[int]) -> dict[str, Any]:
    excerpt = text.one_line(text.plain(markup), LONGEST_EXCERPT)
    said = {"name": name, "excerpt": excerpt, "photos": len(photo_ids), "removed": False}
    return {"id": message_id, "number": number, **said}


def _gone(message_id: int, number: int) -> dict[str, Any]:
    return {"id": message_id, "number": number, "name": "", "excerpt": "", "photos": 0, "removed": True}
