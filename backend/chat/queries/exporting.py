"""Conversations to take out: of one channel, or all of one person's own."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message
from backend.people.models import Person

PAGE = 1000  # messages a look


def said_in(session: Session, channel_id: int, *, after: int) -> Sequence[Row[Any]]:
    """The channel's messages above that number, in their order, at most a thousand; removed ones are not among them."""
    theirs = _written().where(Message.channel_id == channel_id, Message.number > after)
    return session.execute(theirs.order_by(Message.number).limit(PAGE)).all()


def said_by(session: Session, person_id: int, *, after: int) -> Sequence[Row[Any]]:
    """What the person wrote, wherever it stands, with ids above that one."""
    theirs = _written().where(Message.author_id == person_id, Message.id > after)
    return session.execute(theirs.order_by(Message.id).limit(PAGE)).all()


def _written() -> Select[Any]:
    columns: list[Any] = [Message.id, Message.number, Message.at, Message.text, Message.reply_to_id]
    named: list[Any] = [Channel.title.label("channel"), Person.email, Person.name]
    whole: Select[Any] = select(*columns, *named).join(Channel, Channel.id == Message.channel_id)
    return whole.join(Person, Person.id == Message.author_id).where(Message.removed_at.is_(None))
