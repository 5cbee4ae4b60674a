"""Saying it differently: within a day, visibly, and with what stood there before for everyone who reads it."""

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message, MessageEdit
from backend.chat.queries import changing as queries
from backend.chat.rules import rights
from backend.chat.rules import sending as rules
from backend.chat.service import finding, mentioning, sending, streams
from backend.core import clock, feed
from backend.core.errors import NotAllowed
from backend.core.markup import Written


def edit(session: Session, reader: feed.Reader, message_id: int, written: Written, *, corrected: bool) -> None:
    """Change one's own message; what was marked as corrected stays so. Saying the same again changes nothing.

    Raises:
        NotFound: when they may not read it.
        NotAllowed: when it is somebody else's.
        MessageRemoved, TooLateToEdit, ReadOnly, TooManyMentions, NewcomerLimited, Unreachable: as with sending.
    """
    here = queries.writer_in(session, reader, queries.channel_of(session, message_id)).here
    message, channel, at = queries.message_to_change(session, message_id), here.channel, clock.now()
    if message.author_id != reader.id:
        raise NotAllowed("Only its author can change a message.")
    rights.check_takes_part(channel, here.standing)
    rules.check_editable(message.at, at=at)
    names = mentioning.names_in(session, channel, written)
    sending.check_amount(here, written, names, len(message.photo_ids), at=at)
    if written.text == message.text and corrected <= message.corrected:
        return
    session.add(MessageEdit(message_id=message.id, at=at, text=message.text))
    message.text, message.html, message.mention_ids = written.text, written.html(names), list(names)
    message.edited_at, message.corrected = at, message.corrected or corrected
    finding.keep_again(session, channel, message)
    heard = mentioning.settle(session, channel, message)
    mentioning.tell(session, channel, message, heard, reader.name)
    touch_with_answers(session, channel, message)


def touch_with_answers(session: Session, channel: Channel, message: Message) -> None:
    """Say that a message changed, and with it those that quote it."""
    answers = queries.answers_of(session, message.id)
    feed.touch(session, message, *answers, on=streams.channel(channel.id))
