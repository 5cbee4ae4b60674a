"""Taking in a schedule file: read it, plan it, and if it shall be, write it whole."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.core.errors import Refusal
from backend.meetings import queries as meetings
from backend.meetings.models import Meeting
from backend.programme import queries, readers
from backend.programme.draft import Draft
from backend.programme.models import ImportRun, ProgrammeSession
from backend.programme.plan import PartStep, Plan, Reference, SessionStep, Time, plan_import
from backend.programme.service.finding import index
from backend.programme.service.watching import sessions_changed
from schemas.words import RefusalCode, Subject

LONGEST_NAME = 300


class UnreadableFile(Refusal):
    """The file is in no format known here, or broken; the sentence names the place."""

    code = RefusalCode.UNREADABLE_FILE
    status = HTTPStatus.UNPROCESSABLE_ENTITY


def read_file(data: bytes, *, name: str, timezone: str) -> Draft:
    """The draft that a file holds; no database is needed for it.

    Raises:
        UnreadableFile: naming the file, the line or item, and the reason.
    """
    try:
        return readers.read(data, name=name, timezone=timezone)
    except readers.UnreadableProgramme as error:
        raise UnreadableFile(str(error)) from error


def preview_import(session: Session, slug: str, draft: Draft) -> dict[str, Any]:
    """What taking in the draft would change (schemas.programme.ImportReportSchema).

    Raises:
        NotFound: when there is no such meeting.
    """
    plan = plan_import(queries.known_programme(session, meetings.meeting(session, slug)), draft)
    return _report(draft, plan, written=False)


def import_programme(session: Session, by: int | None, slug: str, draft: Draft, *, name: str) -> dict[str, Any]:
    """Take in the draft, all of it or nothing, and tell what changed; a repeat changes nothing.

    Raises:
        NotFound: when there is no such meeting.
    """
    meeting = meetings.meeting_to_change(session, meetings.meeting(session, slug).id)
    plan = plan_import(queries.known_programme(session, meeting), draft)
    report = _report(draft, plan, written=True)
    if not plan.empty:
        _carry_out(session, meeting, plan)
        run = ImportRun(meeting_id=meeting.id, person_id=by, at=clock.now(), name=name[:LONGEST_NAME])
        run.format, run.report = draft.format, report
        session.add(run)
    return report


@dataclass(slots=True)
class _Made:
    """The ids of what the import made, by the draft's names."""

    rooms: dict[str, int] = field(default_factory=dict)
    tracks: dict[str, int] = field(default_factory=dict)
    speakers: dict[str, int] = field(default_factory=dict)


def _carry_out(session: Session, meeting: Meeting, plan: Plan) -> None:
    made = _Made(
        _write_parts(session, meeting, Subject.ROOM, plan.rooms),
        _write_parts(session, meeting, Subject.TRACK, plan.tracks),
        _write_parts(session, meeting, Subject.SPEAKER, plan.speakers),
    )
    known = queries.sessions_to_change(session, [step.id for step in plan.sessions if step.id])
    changed = []
    for step in plan.sessions:
        item = known[step.id] if step.id else _new_session(session, meeting)
        _write_session(item, step, made)
        if step.shown:
            item.changed_at = clock.now()
            item.sequence += 1 if step.id else 0
            changed.append(item)
    feed.touch(session, *changed, on=meetings.stream_of(meeting.id))
    session.flush()
    speakers, tracks = ([step.id for step in steps if step.id] for steps in (plan.speakers, plan.tracks))
    index(session, {item.id for item in changed} | queries.sessions_naming(session, speakers, tracks))
    sessions_changed(session, list(known))


def _write_parts(session: Session, meeting: Meeting, subject: Subject, steps: Sequence[PartStep]) -> dict[str, int]:
    known = queries.parts_to_change(session, subject, [step.id for step in steps if step.id])
    written: list[tuple[str, Any]] = []
    for place, step in enumerate(steps):
        part: Any = known[step.id] if step.id else queries.PARTS[subject](meeting_id=meeting.id, kept=[])
        if not step.id and hasattr(part, "position"):
            part.position = place
        _put(part, step.values)
        session.add(part)
        written.append((step.key, part))
    feed.touch(session, *(part for _, part in written), on=meetings.stream_of(meeting.id))
    session.flush()
    return {key: part.id for key, part in written}


def _new_session(session: Session, meeting: Meeting) -> ProgrammeSession:
    item = ProgrammeSession(meeting_id=meeting.id, kept=[], by_hand=False, sequence=0, slots=[], speaking=[])
    session.add(item)
    return item


def _write_session(item: ProgrammeSession, step: SessionStep, made: _Made) -> None:
    _put(item, step.values)
    if step.track is not None:
        item.track_id = _id(step.track, made.tracks)
    if step.speakers is not None:
        item.speaker_ids = [_id(speaker, made.speakers) for speaker in step.speakers]
    if step.times is not None:
        item.times = [_time(time, made.rooms) for time in step.times]


def _put(row: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _time(time: Time, rooms: Mapping[str, int]) -> dict[str, Any]:
    room = _id(time.room, rooms) if time.room is not None else None
    return {"id": time.id, "starts_at": time.starts_at.isoformat(), "minutes": time.minutes, "room_id": room}


def _id(reference: Reference, made: Mapping[str, int]) -> int:
    return reference if isinstance(reference, int) else made[reference.key]


def _report(draft: Draft, plan: Plan, *, written: bool) -> dict[str, Any]:
    counts = Counter(line.kind for line in plan.lines if line.subject is Subject.SESSION)
    return {
        "written": written,
        "format": draft.format,
        "sessions": len(draft.sessions),
        "slots": sum(len(session.slots) for session in draft.sessions),
        "counts": dict(counts),
        "lines": [asdict(line) for line in plan.lines],
        "warnings": [asdict(warning) for warning in draft.warnings],
    }
