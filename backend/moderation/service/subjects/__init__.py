"""One way to each kind of subject: take it away and keep what it was, put it back. `queries.subjects` finds them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.moderation.service.subjects import messages, photos
from backend.panels.service import removing as panels
from backend.people.service import profile
from schemas.words import Reportable

Kept = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """What can be done with a kind of subject, each by its id.

    `take` returns what it was as JSON values, or None when it is gone already; files stay until the moment it is
    given. `put_back` is given what `take` returned.
    """

    take: Callable[[Session, int, datetime], Kept | None]
    put_back: Callable[[Session, int, Mapping[str, Any]], None]


def _without_files(take: Callable[[Session, int], Kept | None]) -> Callable[[Session, int, datetime], Kept | None]:
    return lambda session, number, _keep_until: take(session, number)


SUBJECTS: Mapping[Reportable, Subject] = {
    Reportable.MESSAGE: Subject(messages.take, messages.put_back),
    Reportable.PHOTO: Subject(photos.take, photos.put_back),
    Reportable.QUESTION: Subject(_without_files(panels.remove_question), panels.put_question_back),
    Reportable.PERSON: Subject(_without_files(profile.clear), profile.put_back),
    Reportable.APPLICATION: Subject(_without_files(panels.remove_application), panels.put_application_back),
}
