"""Taking questions and applications away as moderators do, and putting them back.

Nothing of what was said stays in the row, nor in a notice about it. What it was is returned, for moderators to keep
under seal; it is enough to put all of it back.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.notify import service as notify
from backend.panels.models import Application, Question
from backend.panels.queries import applications, questions
from backend.panels.queries.questions import vote_of
from backend.panels.service.questions import hosts_stream_of, stream_of
from schemas.words import QuestionState

Kept = dict[str, Any]
WRITTEN = ("pitch", "blog_url", "feed_url", "note")


def remove_question(session: Session, question_id: int) -> Kept | None:
    """Take a question away from everybody, hosts too; None when it is gone already.

    A hidden or merged one goes as well: its hosts still read it.
    """
    question = questions.question_to_remove(session, question_id)
    if question is None:
        return None
    at = clock.now()
    kept = {"text": question.text, "signed_by_id": question.signed_by_id, "removed_at": _written(question.removed_at)}
    kept["state"] = question.state.value
    question.text, question.signed_by_id = "", None
    question.removed_at = question.removed_at or at
    question.asker.removed_at = at
    if question.state is QuestionState.ANSWERING:
        question.state = QuestionState.OPEN
    _tell(session, question, own_removed_at=at)
    person_id = question.asker.person_id
    return kept | {"notices": notify.forget(session, [person_id], {"question_id": question.id})}


def put_question_back(session: Session, question_id: int, kept: Mapping[str, Any]) -> None:
    """Let a question stand where it stood; while somebody else's is being answered, it waits again."""
    question = questions.removed_question(session, question_id)
    if question is None:
        return
    question.text, question.signed_by_id = kept["text"], kept["signed_by_id"]
    question.removed_at = datetime.fromisoformat(kept["removed_at"]) if kept["removed_at"] else None
    question.asker.removed_at = None
    if kept["state"] != QuestionState.ANSWERING:
        question.state = QuestionState(kept["state"])
    _tell(session, question, own_removed_at=question.removed_at)
    notify.retell(session, kept["notices"])


def _tell(session: Session, question: Question, own_removed_at: datetime | None) -> None:
    feed.touch(session, question, on=stream_of(question.panel_id))
    feed.touch(session, question.asker, on=hosts_stream_of(question.panel_id))
    if own := vote_of(session, question.id, question.asker.person_id):
        own.removed_at = own_removed_at
        feed.touch(session, own, on=f"me:{own.person_id}")


def remove_application(session: Session, application_id: int) -> Kept | None:
    """Take away what somebody wrote to be on a panel; None when it is gone already."""
    application = applications.application_to_change(session, application_id)
    if application.removed_at is not None:
        return None
    kept = {name: getattr(application, name) for name in WRITTEN}
    for name in WRITTEN:
        setattr(application, name, "")
    application.removed_at = clock.now()
    feed.touch(session, application, on=f"me:{application.person_id}")
    told = {*applications.deciders(session, application.panel_id), application.person_id}
    return kept | {"notices": notify.forget(session, told, {"application_id": application.id})}


def put_application_back(session: Session, application_id: int, kept: Mapping[str, Any]) -> None:
    """Let an application be read and decided about again."""
    application: Application = applications.application_to_change(session, application_id)
    for name in WRITTEN:
        setattr(application, name, kept[name])
    application.removed_at = None
    feed.touch(session, application, on=f"me:{application.person_id}")
    notify.retell(session, kept["notices"])


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
