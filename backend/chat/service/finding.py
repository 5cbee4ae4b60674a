"""Keeping what messages are found by in step with what they say, in the transaction of the change."""

from collections.abc import Iterable
from typing import Any, Protocol

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message, MessageText
from backend.chat.rules import finding
from backend.core import timeline


class Said(Protocol):
    """What a message is found by."""

    id: Any
    at: Any
    text: Any

    @property
    def author_id(self) -> Any:
        """Who says it."""


_KEEP = insert(MessageText)


def keep(session: Session, channel: Channel, message: Message) -> None:
    """Let a new message be found; the two go to the database together."""
    if words := finding.words_of(message.text):
        session.add(MessageText(message=message, words=words, places=_places(channel, message)))


def keep_all(session: Session, channel: Channel, messages: Iterable[Said]) -> None:
    """Let messages of one channel be found that are in the database; one without a word is found by nobody."""
    if rows := [row for message in messages if (row := _row(channel, message))["words"]]:
        session.connection().execute(_KEEP, rows)


def keep_again(session: Session, channel: Channel, message: Message) -> None:
    """Let a message that was edited be found by what it says now."""
    forget(session, message)
    keep_all(session, channel, [message])


def forget(session: Session, message: Message) -> None:
    """Let a removed message never be found again."""
    session.execute(delete(MessageText).where(MessageText.moment == _moment(message)))


def _row(channel: Channel, message: Said) -> dict[str, Any]:
    return {
        "moment": _moment(message),
        "message_id": message.id,
        "words": finding.words_of(message.text),
        "places": _places(channel, message),
    }


def _places(channel: Channel, message: Said) -> str:
    return finding.places_of(channel.id, message.author_id, channel.kind, channel.key)


def _moment(message: Said) -> int:
    return timeline.key_of(message.at, message.id)
