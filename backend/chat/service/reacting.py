"""Adding an emoji to a message, and taking it back."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.chat.models import Message, Reaction
from backend.chat.queries import changing as queries
from backend.chat.rules import reacting as rules
from backend.chat.rules import rights
from backend.chat.service import streams
from backend.core import clock, feed


@dataclass(frozen=True, slots=True)
class Reacted:
    """What the person added to a message, and what everybody did."""

    emoji: list[str]
    reactions: dict[str, int]


def react(session: Session, reader: feed.Reader, message_id: int, emoji: str, *, on: bool) -> Reacted:
    """Add an emoji to a message or take it back; a person adds each once, and saying it twice is saying it once.

    Raises:
        NotFound, MessageRemoved: when there is no such message for them.
        Restricted, NotAccepted, ReadOnly: when they may not say anything here.
        Invalid: when it is no emoji, or there is no more room.
    """
    rules.check_emoji(emoji)
    here = queries.writer_in(session, reader, queries.channel_of(session, message_id)).here
    message, at = queries.message_to_change(session, message_id), clock.now()
    rights.check_takes_part(here.channel, here.standing, silent=not on)
    mine = _reaction_to(session, message, reader.id)
    if (emoji in mine.emoji) is not on:
        if on:
            rules.check_room(emoji, message.reactions, mine.emoji)
        mine.emoji = [*mine.emoji, emoji] if on else [one for one in mine.emoji if one != emoji]
        mine.at, mine.removed_at = at, None if mine.emoji else at
        message.reactions = rules.added(message.reactions, emoji, 1 if on else -1)
        feed.touch(session, mine, on=streams.me(reader.id))
        feed.touch(session, message, on=streams.channel(message.channel_id))
    return Reacted(mine.emoji, message.reactions)


def _reaction_to(session: Session, message: Message, person_id: int) -> Reaction:
    """What the person added to a message; the message is locked, so nobody makes another meanwhile."""
    if found := queries.reaction_of(session, message.id, person_id):
        return found
    made = Reaction(message_id=message.id, channel_id=message.channel_id, person_id=person_id, emoji=[])
    made.at = made.removed_at = clock.now()
    session.add(made)
    return made
