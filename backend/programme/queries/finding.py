"""What search asks for."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core import search
from backend.meetings import queries as meetings
from backend.programme import rules
from backend.programme.models import (
    SESSION_INDEX,
    ProgrammeSession,
    SessionText,
    Speaker,
    SpeakerOf,
    Track,
)

MOST_FOUND = 50


def texts_to_change(session: Session, session_ids: Collection[int]) -> dict[int, SessionText]:
    """What these sessions are found by so far."""
    rows = session.scalars(select(SessionText).where(SessionText.session_id.in_(session_ids)))
    return {row.session_id: row for row in rows}


def sessions_to_index(session: Session, session_ids: Collection[int]) -> list[tuple[ProgrammeSession, list[str], str]]:
    """These sessions with their speakers' names and their track's name."""
    items = session.scalars(select(ProgrammeSession).where(ProgrammeSession.id.in_(session_ids))).all()
    tracks = select(Track.id, Track.name).where(
        Track.id.in_({item.track_id for item in items}), Track.removed_at.is_(None)
    )
    track_names = {row.id: row.name for row in session.execute(tracks)}
    speaking = (
        select(SpeakerOf.session_id, Speaker.name)
        .join(Speaker, Speaker.id == SpeakerOf.speaker_id)
        .where(SpeakerOf.session_id.in_(session_ids), Speaker.removed_at.is_(None))
        .order_by(SpeakerOf.position)
    )
    names: dict[int, list[str]] = {}
    for row in session.execute(speaking):
        names.setdefault(row.session_id, []).append(row.name)
    return [(item, names.get(item.id, []), track_names.get(item.track_id or 0, "")) for item in items]


def sessions_naming(session: Session, speakers: Collection[int], tracks: Collection[int]) -> set[int]:
    """The ids of the sessions that name any of these speakers or tracks."""
    spoken = session.scalars(select(SpeakerOf.session_id).where(SpeakerOf.speaker_id.in_(speakers)))
    threaded = session.scalars(select(ProgrammeSession.id).where(ProgrammeSession.track_id.in_(tracks)))
    return {*spoken, *threaded}


def found(session: Session, slug: str, query: str) -> list[dict[str, Any]]:
    """The meeting's sessions that hold every word of the query, best first (schemas.programme.FoundSchema)."""
    meeting_id = meetings.meeting(session, slug).id
    theirs = select(ProgrammeSession.id).where(ProgrammeSession.meeting_id == meeting_id)
    ids = search.matching(session, SESSION_INDEX, query, among=theirs, limit=MOST_FOUND)
    items = {item.id: item for item in session.scalars(select(ProgrammeSession).where(ProgrammeSession.id.in_(ids)))}
    words = search.words(query)
    return [
        {"id": item.id, "title": item.title, "excerpt": rules.excerpt(item.abstract, words)}
        for item in (items[number] for number in ids)
    ]
