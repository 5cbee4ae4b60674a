"""Conversations to take out: of one channel, or all of one person's own."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message, Photo
from backend.people.models import Person

PAGE, PHOTOS = 200, 100  # a look


def said_in(session: Session, channel_id: int, *, after: int) -> Sequence[Row[Any]]:
    """The channel's messages above that number, in their order, two hundred at most, without the removed."""
    theirs = _written().where(Message.channel_id == channel_id, Message.number > after)
    return session.execute(theirs.order_by(Message.number).limit(PAGE)).all()


def said_by(session: Session, person_id: int, *, after: int) -> Sequence[Row[Any]]:
    """What the person wrote, wherever it stands, with ids above that one."""
    theirs = _written().where(Message.author_id == person_id, Message.id > after)
    return session.execute(theirs.order_by(Message.id).limit(PAGE)).all()


def photos_in(session: Session, channel_id: int, *, after: int) -> Sequence[Row[Any]]:
    """The channel's photos with ids above that one, as id, key and when they were said, at most a hundred."""
    return session.execute(_photos(after).where(Message.channel_id == channel_id)).all()


def photos_by(session: Session, person_id: int, *, after: int) -> Sequence[Row[Any]]:
    """The photos that the person sent, wherever they stand."""
    return session.execute(_photos(after).where(Photo.owner_id == person_id)).all()


def is_shown(session: Session, photo_id: int) -> bool:
    """Whether the photo is shown to anybody now: it may have been removed since it was listed."""
    return session.execute(_shown().where(Photo.id == photo_id)).first() is not None


def _photos(after: int) -> Select[Any]:
    return _shown().where(Photo.id > after).order_by(Photo.id).limit(PHOTOS)


def _shown() -> Select[Any]:
    columns: list[Any] = [Photo.id, Photo.key, Message.at]
    theirs: Select[Any] = select(*columns).join(Message, Message.id == Photo.message_id)
    return theirs.where(Photo.removed_at.is_(None), Message.removed_at.is_(None))


def _written() -> Select[Any]:
    columns: list[Any] = [Message.id, Message.number, Message.at, Message.text, Message.reply_to_id, Message.photo_ids]
    named: list[Any] = [Message.client_id, Channel.title.label("channel"), Person.email, Person.name]
    whole: Select[Any] = select(*columns, *named).join(Channel, Channel.id == Message.channel_id)
    return whole.join(Person, Person.id == Message.author_id).where(Message.removed_at.is_(None))
