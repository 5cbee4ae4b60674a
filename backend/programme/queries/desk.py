"""What organisers' edits, imports and the history ask for."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core import history
from backend.core.errors import NotFound
from backend.meetings import queries as meetings
from backend.meetings.models import Meeting, Room
from backend.people import queries as people
from backend.programme.models import (
    ImportRun,
    ProgrammeSession,
    Speaker,
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
from backend.programme.queries.records import WHOLE
from schemas.words import Subject

PARTS: Mapping[str, type[Any]] = {
    Subject.ROOM: Room,
    Subject.TRACK: Track,
    Subject.SPEAKER: Speaker,
}
HISTORY_PAGE, IMPORTS_PAGE = 50, 50


def session_to_change(session: Session, session_id: int) -> ProgrammeSession:
    """A session, whole, also one that was removed (undo needs it); its meeting is locked.

    Raises:
        NotFound: when there is none.
    """
    _lock_meeting_of(session, ProgrammeSession, session_id)
    return session.execute(
        select(ProgrammeSession).where(ProgrammeSession.id == session_id).options(*WHOLE)
    ).scalar_one()


def part_to_change(session: Session, subject: str, part_id: int) -> Room | Track | Speaker:
    """A room, track or speaker, also one that was removed (undo needs it); its meeting is locked.

    Raises:
        NotFound: when there is none.
    """
    model = PARTS.get(subject)
    if model is None:
        raise NotFound
    _lock_meeting_of(session, model, part_id)
    part: Room | Track | Speaker = session.get_one(model, part_id)
    return part


def _lock_meeting_of(session: Session, model: type[Any], number: int) -> None:
    """Wait for our turn with the meeting: an import in between would write over what it has not seen."""
    meeting_id = session.scalar(select(model.meeting_id).where(model.id == number))
    if meeting_id is None:
        raise NotFound
    meetings.meeting_to_change(session, meeting_id)


def parts_to_change(session: Session, subject: Subject, ids: Collection[int]) -> dict[int, Room | Track | Speaker]:
    """These rooms, tracks or speakers by id; the meeting is locked already."""
    model = PARTS[subject]
    return {part.id: part for part in session.scalars(select(model).where(model.id.in_(ids)))}


def sessions_to_change(session: Session, ids: Collection[int]) -> dict[int, ProgrammeSession]:
    """These sessions, whole, by id; the meeting is locked already."""
    found = session.scalars(select(ProgrammeSession).where(ProgrammeSession.id.in_(ids)).options(*WHOLE))
    return {item.id: item for item in found}


def named_by(item: ProgrammeSession, subject: Subject) -> set[int | None]:
    """The rooms, tracks or speakers that a session names."""
    named: Mapping[Subject, set[int | None]] = {
        Subject.ROOM: {slot.room_id for slot in item.slots},
        Subject.TRACK: {item.track_id},
        Subject.SPEAKER: {*item.speaker_ids},
    }
    return named[subject]


def unknown_ids(session: Session, subject: Subject, meeting_id: int, ids: Collection[int]) -> set[int]:
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


def known_programme(session: Session, meeting: Meeting) -> Known:
    """All we have of a meeting's programme, for the plan of an import."""
    parts = {
        subject: session.scalars(select(model).where(model.meeting_id == meeting.id, model.removed_at.is_(None))).all()
        for subject, model in PARTS.items()
    }
    theirs = select(ProgrammeSession).where(ProgrammeSession.meeting_id == meeting.id)
    sessions = session.scalars(theirs.options(*WHOLE)).all()
    return Known(
        timezone=meeting.timezone,
        rooms=tuple(_known_part(room, ROOM_FIELDS) for room in parts[Subject.ROOM]),
        tracks=tuple(_known_part(track, TRACK_FIELDS) for track in parts[Subject.TRACK]),
        speakers=tuple(_known_part(speaker, SPEAKER_FIELDS) for speaker in parts[Subject.SPEAKER]),
        sessions=tuple(_known_session(item) for item in sessions if item.removed_at is None),
        removed=tuple(_known_session(item) for item in sessions if item.removed_at),
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


def import_runs(session: Session, slug: str) -> list[dict[str, Any]]:
    """The meeting's imports, newest first (schemas.programme.ImportRunSchema)."""
    meeting_id = meetings.meeting(session, slug).id
    counts = ImportRun.report["counts"].label("counts")  # the lines may be thousands
    told = select(ImportRun.id, ImportRun.at, ImportRun.person_id, ImportRun.name, ImportRun.format, counts)
    newest = told.where(ImportRun.meeting_id == meeting_id).order_by(ImportRun.id.desc())
    runs = session.execute(newest.limit(IMPORTS_PAGE)).mappings().all()
    names = people.names_of(session, {run["person_id"] for run in runs if run["person_id"]})
    return [{**run, "who": names.get(run["person_id"] or 0)} for run in runs]
