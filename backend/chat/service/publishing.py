"""Writing down what waited for a look, as if its author did it now."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Held, Message
from backend.chat.queries import changing as queries
from backend.chat.queries import photos
from backend.chat.rules.sending import Saying
from backend.chat.service import mentioning, rewording, saying
from backend.chat.service.saying import Speech
from backend.core import clock, markup
from backend.people import queries as people
from schemas.words import Role


@dataclass(frozen=True, slots=True)
class _Author:
    """The author as a reader; on no device."""

    id: int
    name: str
    roles: frozenset[Role]
    device_id: int = 0


def _author(session: Session, person_id: int) -> _Author:
    person = people.me_for(session, person_id)
    return _Author(person.id, person.name, frozenset(person.roles))


def say(session: Session, channel: Channel, held: Held) -> Message:
    """The message that it becomes, with the channel's next number. What it answered, and its photos, may be gone."""
    author, written = _author(session, held.author_id), markup.understand(held.text)
    here = queries.author_in(session, author, channel.id)
    there = photos.unsent_to_change(session, author.id, held.photo_ids)
    said = Saying(held.client_id, written, None, tuple(one for one in held.photo_ids if one in there))
    answered = queries.message_still_there(session, held.reply_to_id)
    names = mentioning.names_in(session, channel, written)
    message = saying.say(session, here, Speech(author.name, said, names, answered), clock.now())
    session.flush()
    return message


def reword(session: Session, channel: Channel, message: Message, held: Held) -> None:
    """Give the message the words that waited."""
    written = markup.understand(held.text)
    names = mentioning.names_in(session, channel, written)
    name = people.person(session, held.author_id).name
    rewording.reword(session, channel, message, rewording.Words(written, names, held.corrected), name)
