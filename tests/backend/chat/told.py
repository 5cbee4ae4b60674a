"""Conversations, made the shortest way there is: rows as the verbs would leave them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from backend.chat.models import Channel, Membership, Message
from backend.chat.service import finding
from backend.core import clock, db, feed
from backend.core.markup import understand
from backend.people import queries as people
from schemas.words import Access, ChannelKind, RequestState
from tests.factories import Person, a_channel


def an_open_channel(title: str = "Everybody's", **fields) -> Channel:
    return a_channel(title, access=Access.OPEN, **fields)


def a_direct(one: Person, other: Person) -> Channel:
    lower, higher = sorted([one.id, other.id])
    channel = a_channel("", kind=ChannelKind.DIRECT, key=f"direct:{lower}:{higher}")
    for person in (one, other):
        joined(channel, person, request=RequestState.ACCEPTED)
    return channel


def joined(channel: Channel, person: Person, **fields) -> Membership:
    with db.writing() as session:
        mine = Membership(channel_id=channel.id, person_id=person.id, joined_at=fields.pop("at", clock.now()), **fields)
        session.add(mine)
        feed.touch(session, mine, on=f"me:{person.id}")
    return mine


def said(channel: Channel, person: Person, text: str, *, ago: timedelta = timedelta(), **fields) -> Message:
    """A message of that person, so long ago; it takes the channel's next number."""
    (message,) = said_all(channel, person, [(text, fields.pop("at", clock.now() - ago))], **fields)
    return message


def said_all(channel: Channel, person: Person, texts: Iterable[tuple[str, datetime]], **fields) -> list[Message]:
    """Messages of that person, each with its time."""
    with db.writing() as session:
        channel = session.get_one(Channel, channel.id)
        messages = []
        names = people.names_of(session, fields.get("mention_ids", ()))
        for text, at in texts:
            channel.last_number, channel.last_at = channel.last_number + 1, at
            row = {"channel_id": channel.id, "number": channel.last_number, "author_id": person.id, "at": at, **fields}
            html = understand(text).html(names)
            messages.append(Message(client_id=str(uuid4()), text=text, html=html, **row))
        session.add_all(messages)
        session.flush()
        for message in messages:
            finding.keep(session, channel, message)
        feed.touch(session, *messages, on=f"channel:{channel.id}")
    return messages
