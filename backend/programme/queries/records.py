"""What changed since: the records of a programme and of a person's stars."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from backend.core.errors import NotFound
from backend.programme.models import (
    ProgrammeSession,
    Speaker,
    Star,
    Track,
)

WHOLE = (selectinload(ProgrammeSession.slots), selectinload(ProgrammeSession.speaking))


def sessions_changed(session: Session, meeting_id: int, since: int) -> Sequence[ProgrammeSession]:
    """The meeting's sessions that changed after `since`, in that order, whole."""
    return session.scalars(
        select(ProgrammeSession)
        .where(ProgrammeSession.meeting_id == meeting_id, ProgrammeSession.rev > since)
        .order_by(ProgrammeSession.rev)
        .options(*WHOLE)
    ).all()


def tracks_changed(session: Session, meeting_id: int, since: int) -> Sequence[Track]:
    """The meeting's tracks that changed after `since`, in that order."""
    return session.scalars(
        select(Track).where(Track.meeting_id == meeting_id, Track.rev > since).order_by(Track.rev)
    ).all()


def speakers_changed(session: Session, meeting_id: int, since: int) -> Sequence[Speaker]:
    """The meeting's speakers that changed after `since`, in that order."""
    return session.scalars(
        select(Speaker).where(Speaker.meeting_id == meeting_id, Speaker.rev > since).order_by(Speaker.rev)
    ).all()


def session_to_show(session: Session, session_id: int) -> ProgrammeSession:
    """A session, whole.

    Raises:
        NotFound: when there is none.
    """
    found = session.scalar(select(ProgrammeSession).where(ProgrammeSession.id == session_id).options(*WHOLE))
    if found is None or found.removed_at:
        raise NotFound
    return found


def stars_changed(session: Session, person_id: int, since: int) -> Sequence[Star]:
    """A person's stars that changed after `since`, in that order."""
    return session.scalars(select(Star).where(Star.person_id == person_id, Star.rev > since).order_by(Star.rev)).all()


def stars_to_change(session: Session, person_id: int, session_ids: Sequence[int]) -> dict[int, Star]:
    """A person's stars on these sessions, by session."""
    found = session.scalars(select(Star).where(Star.person_id == person_id, Star.session_id.in_(session_ids)))
    return {star.session_id: star for star in found}


def meetings_of(session: Session, session_ids: Sequence[int]) -> dict[int, int]:
    """The meeting of each of these sessions; unknown ones are absent."""
    rows = session.execute(
        select(ProgrammeSession.id, ProgrammeSession.meeting_id).where(ProgrammeSession.id.in_(session_ids))
    )
    return {row.id: row.meeting_id for row in rows}
