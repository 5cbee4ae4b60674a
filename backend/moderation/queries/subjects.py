"""What can be reported and removed, as moderators know it: whose it is, where it stands, and how it begins.

Columns only: a row that was looked at before it is locked would be changed as it was then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from backend.chat.models import Channel, Message, Photo
from backend.core import text
from backend.core.errors import NotFound
from backend.panels.models import Application, Panel, Question, QuestionAsker
from backend.people.models import Person
from backend.people.service.profile import SAID
from schemas.words import ChannelKind, Reportable

EXCERPT = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A subject. `excerpt` is plain and short, and empty once it is `removed`; `private`: said between two."""

    author_id: int
    excerpt: str
    removed: bool
    channel_id: int | None = None
    meeting_id: int | None = None
    language: str = ""
    private: bool = False


_channel = (Channel.id.label("channel_id"), Channel.meeting_id, Channel.language, Channel.kind)


def message(session: Session, message_id: int) -> Found:
    """A message.

    Raises:
        NotFound: when there is none, as with all of these.
    """
    wanted = select(Message.author_id, Message.html, Message.removed_at, *_channel)
    row = session.execute(
        wanted.join(Channel, Channel.id == Message.channel_id).where(Message.id == message_id)
    ).first()
    if row is None:
        raise NotFound
    return _in_channel(row, text.plain(row.html), removed=row.removed_at is not None)


def photo(session: Session, photo_id: int) -> Found:
    """A photo that was sent with a message; one on its way is nobody's but its owner's."""
    wanted = select(Photo.owner_id.label("author_id"), Photo.alt, Photo.removed_at, *_channel)
    wanted = wanted.join(Message, Message.id == Photo.message_id).join(Channel, Channel.id == Message.channel_id)
    row = session.execute(wanted.where(Photo.id == photo_id)).first()
    if row is None:
        raise NotFound
    return _in_channel(row, row.alt, removed=row.removed_at is not None)


def _in_channel(row: Any, said: str, *, removed: bool) -> Found:
    return Found(
        author_id=row.author_id,
        excerpt=text.one_line(said, EXCERPT),
        removed=removed,
        channel_id=row.channel_id,
        meeting_id=row.meeting_id,
        language=row.language,
        private=row.kind is ChannelKind.DIRECT,
    )


def question(session: Session, question_id: int) -> Found:
    """A question to a panel; a hidden one too, since its hosts read it."""
    asker = aliased(QuestionAsker)
    wanted = select(asker.person_id, Question.text, asker.removed_at, Panel.meeting_id)
    wanted = wanted.join(asker, asker.id == Question.id).join(Panel, Panel.id == Question.panel_id)
    row = session.execute(wanted.where(Question.id == question_id)).first()
    if row is None:
        raise NotFound
    return _at_meeting(row, row.text)


def person(session: Session, person_id: int) -> Found:
    """What a person says of themselves; their name stays theirs."""
    said = [getattr(Person, name) for name in SAID]
    row = session.execute(select(*said).where(Person.id == person_id, Person.removed_at.is_(None))).first()
    if row is None:
        raise NotFound
    excerpt = " · ".join(value for value in row if value and isinstance(value, str))
    return Found(author_id=person_id, excerpt=text.one_line(excerpt, EXCERPT), removed=not any(row))


def application(session: Session, application_id: int) -> Found:
    """What somebody wrote to be on a panel."""
    columns = (Application.person_id, Application.pitch, Application.removed_at, Application.meeting_id)
    row = session.execute(select(*columns).where(Application.id == application_id)).first()
    if row is None:
        raise NotFound
    return _at_meeting(row, row.pitch)


def _at_meeting(row: Any, said: str) -> Found:
    return Found(
        author_id=row.person_id,
        excerpt=text.one_line(said, EXCERPT),
        removed=row.removed_at is not None,
        meeting_id=row.meeting_id,
    )


FINDS: Mapping[Reportable, Callable[[Session, int], Found]] = {
    Reportable.MESSAGE: message,
    Reportable.PHOTO: photo,
    Reportable.QUESTION: question,
    Reportable.PERSON: person,
    Reportable.APPLICATION: application,
}


def find(session: Session, subject: Reportable, subject_id: int) -> Found:
    """The subject, whatever became of it.

    Raises:
        NotFound: when there never was one.
    """
    return FINDS[subject](session, subject_id)
