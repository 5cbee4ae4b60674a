"""Reads of meetings. Every meeting is public."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core import feed
from backend.core.errors import NotFound
from backend.meetings import rules
from backend.meetings.models import Meeting, Room


def all_meetings(session: Session) -> Sequence[Meeting]:
    """Every edition, newest first."""
    return session.scalars(select(Meeting).order_by(Meeting.starts_on.desc(), Meeting.id)).all()


def meeting(session: Session, slug: str) -> Meeting:
    """The meeting at this address.

    Raises:
        NotFound: when there is none.
    """
    found = session.scalar(select(Meeting).where(Meeting.slug == slug))
    if found is None:
        raise NotFound
    return found


def meeting_to_change(session: Session, meeting_id: int) -> Meeting:
    """The meeting, locked: whoever changes anything of its programme waits here for their turn."""
    found = session.scalar(select(Meeting).where(Meeting.id == meeting_id).with_for_update())
    if found is None:
        raise NotFound
    return found


def slug_of(session: Session, meeting_id: int) -> str:
    """The name in a meeting's address."""
    return session.get_one(Meeting, meeting_id).slug


def stream_of(meeting_id: int) -> str:
    """The name of the meeting's stream."""
    return f"meeting:{meeting_id}"


def meetings_changed(session: Session, meeting_id: int, since: int) -> Sequence[Meeting]:
    """The meeting itself, when it changed after `since`."""
    return session.scalars(select(Meeting).where(Meeting.id == meeting_id, Meeting.rev > since)).all()


def rooms_changed(session: Session, meeting_id: int, since: int) -> Sequence[Room]:
    """The meeting's rooms that changed after `since`, in that order."""
    return session.scalars(select(Room).where(Room.meeting_id == meeting_id, Room.rev > since).order_by(Room.rev)).all()


def editions(session: Session, *, at: datetime) -> list[dict[str, Any]]:
    """Every edition, newest first, with its phase at that time and its stream's head."""
    meetings = all_meetings(session)
    heads = feed.heads_of(session, [stream_of(meeting.id) for meeting in meetings])
    return [
        _columns(meeting) | {"phase": rules.phase(meeting, at=at), "head": heads.get(stream_of(meeting.id), 0)}
        for meeting in meetings
    ]


def _columns(meeting: Meeting) -> dict[str, Any]:
    return {column.key: getattr(meeting, column.key) for column in Meeting.__table__.columns}
