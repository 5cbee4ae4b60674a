"""Keeping what messages are found by in step with what they say, in the transaction of the change."""

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message, MessageText
from backend.chat.rules import finding
from backend.core import timeline

_KEEP = insert(MessageText)


def keep(session: Session, channel: Channel, message: Message) -> None:
    """Let a new message be found; it must have its id, and be on its way to the database."""
    if words := finding.words_of(message.text):
        places = finding.places_of(channel.id, message.author_id, channel.kind, channel.key)
        row = {"moment": _moment(message), "message_id": message.id, "words": words, "places": places}
        session.connection().execute(_KEEP, row)


def keep_again(session: Session, channel: Channel, message: Message) -> None:
    """Let a message that was edited be found by what it says now."""
    forget(session, message)
    keep(session, channel, message)


def forget(session: Session, message: Message) -> None:
    """Let a removed message never be found again."""
    session.execute(delete(MessageText).where(MessageText.moment == _moment(message)))


def _moment(message: Message) -> int:
    return timeline.key_of(message.at, message.id)
