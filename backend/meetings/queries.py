"""Reads of meetings. Every meeting is public."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.core import feed
from backend.core.errors import NotFound
from backend.core.text import fold
from backend.meetings import rules
from backend.meetings.models import Meeting, Registration, Room
from backend.people import queries as people
from backend.people.rules import Expected

PAGE = 50


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
    """The name in a meeting's address; asked for once a transaction, however many notices tell it."""
    known: dict[int, str] = session.info.setdefault("slugs", {})
    if meeting_id not in known:
        known[meeting_id] = session.get_one(Meeting, meeting_id).slug
    return known[meeting_id]


def stream_of(meeting_id: int) -> str:
    """The name of the meeting's stream."""
    return f"meeting:{meeting_id}"


def may_hear(session: Session, _reader: feed.Reader | None, meeting_id: int) -> bool:
    """Whether there is such a meeting: everybody may hear it."""
    return session.scalar(select(Meeting.id).where(Meeting.id == meeting_id)) is not None


def meetings_changed(session: Session, meeting_id: int, since: int) -> Sequence[Meeting]:
    """The meeting itself, when it changed after `since`."""
    return session.scalars(select(Meeting).where(Meeting.id == meeting_id, Meeting.rev > since)).all()


def rooms_changed(session: Session, meeting_id: int, since: int) -> Sequence[Room]:
    """The meeting's rooms that changed after `since`, in that order."""
    return session.scalars(select(Room).where(Room.meeting_id == meeting_id, Room.rev > since).order_by(Room.rev)).all()


def editions(session: Session, meetings: Sequence[Meeting], *, at: datetime) -> list[dict[str, Any]]:
    """These editions with their phase at that time and their stream's head."""
    heads = feed.heads_of(session, [stream_of(meeting.id) for meeting in meetings])
    return [
        _columns(meeting) | {"phase": rules.phase(meeting, at=at), "head": heads.get(stream_of(meeting.id), 0)}
        for meeting in meetings
    ]


def _columns(row: Meeting | Registration) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in type(row).__table__.columns}


def registered(session: Session, email: str) -> Expected | None:
    """What the newest list that names this address tells of it (the door `people.queries.admits`)."""
    theirs = select(Registration).where(Registration.email == email, Registration.gone_at.is_(None))
    row = session.scalar(theirs.order_by(Registration.meeting_id.desc()).limit(1))
    return Expected(row.name, row.affiliation) if row else None


def registrations_of(session: Session, meeting_id: int) -> Sequence[Registration]:
    """Everybody a list of this meeting ever named, those who are gone as well."""
    return session.scalars(select(Registration).where(Registration.meeting_id == meeting_id)).all()


def registrations(session: Session, slug: str, *, q: str = "", after: int = 0) -> dict[str, Any]:
    """A page of the list (schemas.meetings.RegistrationsPageSchema), those who are gone as well.

    Raises:
        NotFound: when there is no such meeting.
    """
    wanted = [Registration.meeting_id == meeting(session, slug).id]
    wanted += [Registration.sought.contains(word, autoescape=True) for word in fold(q).split()]
    total = session.execute(select(func.count(Registration.id)).where(*wanted)).scalar_one()
    page = select(Registration).where(*wanted, Registration.id > after).order_by(Registration.id).limit(PAGE + 1)
    found = session.scalars(page).all()
    joined = people.members_at(session, [row.email for row in found[:PAGE]])
    rows = [_columns(row) | {"gone": row.gone_at is not None, "joined": row.email in joined} for row in found[:PAGE]]
    return {"registrations": rows, "next": found[PAGE - 1].id if len(found) > PAGE else None, "total": total}
