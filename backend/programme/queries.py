"""Reads of the programme. All of it is public; stars are their owner's."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from backend.core import history, search
from backend.core.errors import NotFound
from backend.meetings import queries as meetings
from backend.meetings.models import Meeting, Room
from backend.people import queries as people
from backend.programme import rules
from backend.programme.models import (
    SESSION_INDEX,
    ImportRun,
    ProgrammeSession,
    SessionText,
    Speaker,
    SpeakerOf,
    Star,
    Track,
)
from backend.programme.plan import (
    ROOM_FIELDS,
    SESSION_FIELDS,
    SPEAKER_FIELDS,
    TRACK_FIELDS,
    Known,
    KnownPart,
    KnownSession,
    KnownSlot,
)
from schemas.words import Subject

PARTS: Mapping[str, type[Any]] = {
    Subject.ROOM: Room,
    Subject.TRACK: Track,
    Subject.SPEAKER: Speaker,
}
HISTORY_PAGE = 50
MOST_MATCHES, MOST_FOUND = 500, 50  # over all meetings; of the one asked for

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


def session_to_change(session: Session, session_id: int) -> ProgrammeSession:
    """A session, whole and locked, also one that was removed (undo needs it)."""
    found = session.scalar(
        select(ProgrammeSession).where(ProgrammeSession.id == session_id).with_for_update().options(*WHOLE)
    )
    if found is None:
        raise NotFound
    return found


def part_to_change(session: Session, subject: str, part_id: int) -> Room | Track | Speaker:
    """A room, track or speaker, locked, also one that was removed (undo needs it)."""
    model = PARTS.get(subject)
    if model is None:
        raise NotFound
    found = session.get(model, part_id, with_for_update=True)
    if not isinstance(found, Room | Track | Speaker):
        raise NotFound
    return found


def unknown_ids(session: Session, subject: Subject, meeting_id: int, ids: Sequence[int]) -> set[int]:
    """Which of these are not living rooms, tracks or speakers of the meeting."""
    model = PARTS[subject]
    living = select(model.id).where(model.meeting_id == meeting_id, model.id.in_(ids), model.removed_at.is_(None))
    return set(ids) - set(session.scalars(living))


def kept_in(session: Session, slug: str) -> list[dict[str, Any]]:
    """The records of a meeting with fields edited by hand: subject, id, kept."""
    meeting_id = meetings.meeting(session, slug).id
    models: dict[str, Any] = {**PARTS, Subject.SESSION: ProgrammeSession}
    return [
        {"subject": subject, "id": row.id, "kept": row.kept}
        for subject, model in models.items()
        for row in session.execute(select(model.id, model.kept).where(model.meeting_id == meeting_id))
        if row.kept
    ]


def history_page(
    session: Session, slug: str, *, below: int, subject: Subject | None = None, subject_id: int = 0
) -> dict[str, Any]:
    """A page of the meeting's history with people's names, newest first (schemas.programme.EditsPageSchema).

    With a subject only what was done to that one thing.
    """
    scope = meetings.stream_of(meetings.meeting(session, slug).id)
    about = (subject, subject_id) if subject else None
    edits = history.edits_of(session, scope, about=about, below=below, limit=HISTORY_PAGE + 1)
    shown = edits[:HISTORY_PAGE]
    names = people.names_of(session, {edit.person_id for edit in shown if edit.person_id})
    rows = [
        {column: getattr(edit, column) for column in ("id", "at", "subject", "subject_id", "label", "before", "after")}
        | {"who": names.get(edit.person_id or 0), "undone": edit.undone_at is not None}
        for edit in shown
    ]
    return {"edits": rows, "next": shown[-1].id if len(edits) > HISTORY_PAGE else None}


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


def texts_to_change(session: Session, session_ids: Collection[int]) -> dict[int, SessionText]:
    """What these sessions are found by so far."""
    rows = session.scalars(select(SessionText).where(SessionText.session_id.in_(session_ids)))
    return {row.session_id: row for row in rows}


def sessions_to_index(session: Session, session_ids: Collection[int]) -> list[tuple[ProgrammeSession, list[str], str]]:
    """These sessions with their speakers' names and their track's name."""
    items = session.scalars(select(ProgrammeSession).where(ProgrammeSession.id.in_(session_ids))).all()
    tracks = select(Track.id, Track.name).where(Track.id.in_({item.track_id for item in items}))
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
    ids = search.matching(session, SESSION_INDEX, query, limit=MOST_MATCHES)
    matching = select(ProgrammeSession).where(ProgrammeSession.id.in_(ids), ProgrammeSession.meeting_id == meeting_id)
    items = {item.id: item for item in session.scalars(matching)}
    words = search.words(query)
    return [
        {"id": item.id, "title": item.title, "excerpt": rules.excerpt(item.abstract, words)}
        for item in (items[number] for number in ids if number in items)
    ][:MOST_FOUND]


def known_programme(session: Session, meeting: Meeting) -> Known:
    """All we have of a meeting's programme, for the plan of an import."""
    parts = {
        subject: session.scalars(select(model).where(model.meeting_id == meeting.id, model.removed_at.is_(None))).all()
        for subject, model in PARTS.items()
    }
    sessions = select(ProgrammeSession).where(ProgrammeSession.meeting_id == meeting.id)
    return Known(
        timezone=meeting.timezone,
        rooms=tuple(_known_part(room, ROOM_FIELDS) for room in parts[Subject.ROOM]),
        tracks=tuple(_known_part(track, TRACK_FIELDS) for track in parts[Subject.TRACK]),
        speakers=tuple(_known_part(speaker, SPEAKER_FIELDS) for speaker in parts[Subject.SPEAKER]),
        sessions=tuple(
            _known_session(item)
            for item in session.scalars(sessions.where(ProgrammeSession.removed_at.is_(None)).options(*WHOLE))
        ),
    )


def _known_part(part: Room | Track | Speaker, names: Sequence[str]) -> KnownPart:
    ids = {name: getattr(part, name, "") for name in ("guid", "code")}
    fields = {name: getattr(part, name) for name in names}
    return KnownPart(part.id, part.name, fields, frozenset(part.kept), **ids)


def _known_session(item: ProgrammeSession) -> KnownSession:
    return KnownSession(
        item.id,
        item.title,
        {name: getattr(item, name) for name in SESSION_FIELDS},
        item.state,
        guid=item.guid,
        code=item.code,
        track=item.track_id,
        speakers=tuple(item.speaker_ids),
        slots=tuple(KnownSlot(slot.id, slot.starts_at, slot.minutes, slot.room_id) for slot in item.slots),
        kept=frozenset(item.kept),
        by_hand=item.by_hand,
    )


def parts_to_change(session: Session, subject: Subject, ids: Collection[int]) -> dict[int, Room | Track | Speaker]:
    """These rooms, tracks or speakers by id; the meeting is locked already."""
    model = PARTS[subject]
    return {part.id: part for part in session.scalars(select(model).where(model.id.in_(ids)))}


def sessions_to_change(session: Session, ids: Collection[int]) -> dict[int, ProgrammeSession]:
    """These sessions, whole, by id; the meeting is locked already."""
    found = session.scalars(select(ProgrammeSession).where(ProgrammeSession.id.in_(ids)).options(*WHOLE))
    return {item.id: item for item in found}


def import_runs(session: Session, slug: str) -> list[dict[str, Any]]:
    """The meeting's imports, newest first (schemas.programme.ImportRunSchema)."""
    meeting_id = meetings.meeting(session, slug).id
    newest = select(ImportRun).where(ImportRun.meeting_id == meeting_id).order_by(ImportRun.id.desc())
    runs = session.scalars(newest.limit(MOST_FOUND)).all()
    names = people.names_of(session, {run.person_id for run in runs if run.person_id})
    return [
        {"id": run.id, "at": run.at, "who": names.get(run.person_id or 0), "name": run.name, "format": run.format}
        | {"counts": run.report["counts"]}
        for run in runs
    ]
