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
from backend.core import text
from backend.people import queries as people
from backend.people.models import Person

LONGEST_EXCERPT = 140

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


def messages() -> Select[Any]:
    """Every message with its author and what it quotes; to be narrowed, ordered and given to `shown`."""
    own: list[Any] = [column for column in Message.__table__.columns if column.name != "author_id"]
    author: list[Any] = [Person.id.label("author_id"), Person.name.label("author_name"), Person.affiliation]
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


def _one(
    row: Row[Any],
    badged: Mapping[int, Sequence[Any]],
    names: Mapping[int, str],
    photos: Mapping[int, Sequence[Mapping[str, Any]]],
) -> Shown:
    return Shown(
        id=row.id,
        rev=row.rev,
        removed_at=row.removed_at,
        channel_id=row.channel_id,
        number=row.number,
        client_id=row.client_id,
        at=row.at,
        author={
            "id": row.author_id,
            "name": row.author_name,
            "affiliation": row.affiliation,
            "badges": badged[row.author_id],
        },
        text=row.text,
        html=row.html,
        edited_at=row.edited_at,
        corrected=row.corrected,
        reply_to=_quote(row),
        root_id=row.root_id,
        replies=row.replies,
        last_reply_at=row.last_reply_at,
        new_here=row.new_here,
        reactions=row.reactions,
        mentions=[{"id": person_id, "name": names.get(person_id, "")} for person_id in row.mention_ids],
        photos=photos.get(row.id, []),
    )


def _quote(row: Row[Any]) -> Mapping[str, Any] | None:
    if row.reply_to_id is None:
        return None
    if row.quoted_removed_at is not None:
        gone = {"name": "", "excerpt": "", "photos": 0, "removed": True}
        return {"id": row.reply_to_id, "number": row.quoted_number, **gone}
    excerpt = text.one_line(text.plain(row.quoted_html), LONGEST_EXCERPT)
    said = {"name": row.quoted_name, "excerpt": excerpt, "photos": len(row.quoted_photos), "removed": False}
    return {"id": row.reply_to_id, "number": row.quoted_number, **said}
