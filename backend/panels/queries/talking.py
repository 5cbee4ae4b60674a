"""What chat asks of panels, through the places it keeps for that: who hosts and blogs, what was answered there."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.core import feed
from backend.core.errors import NotFound
from backend.panels.models import Blogger, Panel, PanelHost, Question
from backend.panels.queries.rights import hosted_by
from schemas.words import QuestionState

TOLD = 5  # answered questions, to those who were away


def hosts_at(meeting_id: int | None) -> Select[int]:
    """Whoever hosts a panel of the meeting; None is any meeting."""
    theirs = select(PanelHost.person_id).join(Panel, Panel.id == PanelHost.panel_id).where(Panel.removed_at.is_(None))
    return theirs if meeting_id is None else theirs.where(Panel.meeting_id == meeting_id)


def bloggers_at(meeting_id: int | None) -> Select[int | None]:
    """The members who are bloggers of the meeting; None is any meeting."""
    theirs = select(Blogger.person_id).where(Blogger.removed_at.is_(None))
    return theirs if meeting_id is None else theirs.where(Blogger.meeting_id == meeting_id)


def hosted_among(session: Session, reader: feed.Reader, panel_ids: Collection[int]) -> Collection[int]:
    """Those of these panels at which the reader may do what hosts do."""
    return session.scalars(hosted_by(select(Panel.id).where(Panel.id.in_(panel_ids)), reader)).all()


def session_of(session: Session, panel_id: int) -> int:
    """The session that the panel is.

    Raises:
        NotFound: when there is no such panel.
    """
    found = session.scalar(select(Panel.session_id).where(Panel.id == panel_id, Panel.removed_at.is_(None)))
    if found is None:
        raise NotFound
    return found


def answered_since(session: Session, panel_id: int, since: datetime) -> list[dict[str, Any]]:
    """The panel's questions that were answered after that moment, those that most wanted first: id and text."""
    theirs = select(Question.id, Question.text).where(Question.panel_id == panel_id, Question.removed_at.is_(None))
    theirs = theirs.where(Question.state == QuestionState.ANSWERED, Question.answered_at > since)
    return [row._asdict() for row in session.execute(theirs.order_by(Question.votes.desc(), Question.id).limit(TOLD))]
