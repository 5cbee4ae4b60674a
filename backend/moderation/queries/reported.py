"""What somebody wants to report: only what they may read, and whose it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message, Photo
from backend.chat.queries.people import card_for
from backend.chat.queries.rights import check_may_read
from backend.core import feed
from backend.core.errors import NotFound
from backend.panels.models import Question, QuestionAsker
from backend.panels.queries.applications import application_for
from backend.panels.queries.questions import may_hear_questions
from backend.people.models import Person
from schemas.words import Reportable


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose it is and where it stands; `reach` is about how many people read it."""

    author_id: int
    channel_id: int | None = None
    language: str = ""
    reach: int = 0


def subject_for(session: Session, reader: feed.Reader, kind: Reportable, subject_id: int) -> Subject:
    """The subject as it may be reported by this reader.

    Raises:
        NotFound: when there is none, it is gone, or it is not theirs to read.
    """
    return _WAYS[kind](session, reader, subject_id)


def _message(session: Session, reader: feed.Reader, message_id: int) -> Subject:
    found = session.get(Message, message_id)
    if found is None or found.removed_at is not None:
        raise NotFound
    return _in_channel(session, reader, found.channel_id, found.author_id)


def _photo(session: Session, reader: feed.Reader, photo_id: int) -> Subject:
    sent = select(Photo.owner_id, Message.channel_id).join(Message, Message.id == Photo.message_id)
    row = session.execute(sent.where(Photo.id == photo_id, Photo.removed_at.is_(None))).first()
    if row is None:
        raise NotFound
    return _in_channel(session, reader, row.channel_id, row.owner_id)


def _in_channel(session: Session, reader: feed.Reader, channel_id: int, author_id: int) -> Subject:
    check_may_read(session, reader, channel_id)
    channel = session.get_one(Channel, channel_id)
    return Subject(author_id, channel_id, channel.language, channel.members)


def _question(session: Session, reader: feed.Reader, question_id: int) -> Subject:
    asked = select(Question.panel_id, QuestionAsker.person_id).join(QuestionAsker, QuestionAsker.id == Question.id)
    row = session.execute(asked.where(Question.id == question_id, Question.removed_at.is_(None))).first()
    if row is None or not may_hear_questions(session, reader, row.panel_id):
        raise NotFound
    return Subject(row.person_id, *_channel_of(session, f"panel:{row.panel_id}"))


def _channel_of(session: Session, key: str) -> tuple[int | None, str, int]:
    """The channel with this key, its language and its members; a panel may have none."""
    row = session.execute(select(Channel.id, Channel.language, Channel.members).where(Channel.key == key)).first()
    return (row.id, row.language, row.members) if row else (None, "", 0)


def _person(session: Session, reader: feed.Reader, person_id: int) -> Subject:
    card_for(session, reader, person_id)
    return Subject(person_id, reach=session.scalar(select(func.count(Person.id))) or 0)


def _application(session: Session, reader: feed.Reader, application_id: int) -> Subject:
    return Subject(application_for(session, reader, application_id).person_id)


_WAYS: Mapping[Reportable, Callable[[Session, feed.Reader, int], Subject]] = {
    Reportable.MESSAGE: _message,
    Reportable.PHOTO: _photo,
    Reportable.QUESTION: _question,
    Reportable.PERSON: _person,
    Reportable.APPLICATION: _application,
}
