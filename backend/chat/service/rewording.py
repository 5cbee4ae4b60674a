"""Giving a message other words. Whoever calls has asked all the rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message, MessageEdit
from backend.chat.queries import changing as queries
from backend.chat.service import finding, mentioning, streams
from backend.core import clock, feed
from backend.core.markup import Written


@dataclass(frozen=True, slots=True)
class Words:
    """New words: the names of whom they mention by id, and whether they correct a mistake."""

    written: Written
    names: Mapping[int, str]
    corrected: bool


def reword(session: Session, channel: Channel, message: Message, words: Words, author: str) -> None:
    """Change what a message says, keep what it said, and tell whom that concerns; channel and message are locked."""
    at = clock.now()
    session.add(MessageEdit(message_id=message.id, at=at, text=message.text))
    message.text, message.html = words.written.text, words.written.html(words.names)
    message.mention_ids = list(words.names)
    message.edited_at, message.corrected = at, message.corrected or words.corrected
    finding.keep_again(session, channel, message)
    heard = mentioning.settle(session, channel, message)
    mentioning.tell(session, channel, message, heard, author)
    touch_with_answers(session, channel, message)


def touch_with_answers(session: Session, channel: Channel, message: Message) -> None:
    """Say that a message changed, and with it those that quote it."""
    answers = queries.answers_of(session, message.id)
    feed.touch(session, message, *answers, on=streams.channel(channel.id))
