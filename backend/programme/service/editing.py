"""What can happen to a programme by hand. `by` is a person's id, None for the command line.

Every verb locks what it changes, writes the history, and touches the meeting's stream.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from backend.core import clock, feed, history
from backend.core.history import About
from backend.core.text import rich
from backend.meetings import queries as meetings
from backend.meetings import service as meeting_service
from backend.meetings.models import Room
from backend.programme import queries, rules
from backend.programme.models import ProgrammeSession, Speaker, Track
from backend.programme.service.finding import index
from backend.programme.service.watching import sessions_changed
from schemas.words import Subject

Part = Room | Track | Speaker

RICH = frozenset({"abstract", "biography"})


def create_part(session: Session, by: int | None, slug: str, subject: Subject, values: Mapping[str, Any]) -> Part:
    """Add a room, track or speaker to a meeting.

    Raises:
        NotFound: when there is no such meeting.
    """
    meeting = meetings.meeting_to_change(session, meetings.meeting(session, slug).id)
    part: Part = queries.PARTS[subject](meeting_id=meeting.id, kept=sorted(values), **_clean(values))
    session.add(part)
    session.flush()
    history.note(session, by, part.id, _about(part), before={"removed": True}, after={"removed": False})
    feed.touch(session, part, on=meetings.stream_of(meeting.id))
    return part


def change_part(session: Session, by: int | None, subject: Subject, part_id: int, values: Mapping[str, Any]) -> Part:
    """Change the fields that are given; they are kept over an import from now on.

    Raises:
        NotFound: when there is no such room, track or speaker.
    """
    part = queries.part_to_change(session, subject, part_id)
    rules.check_there(part.removed_at)
    if history.edit(session, by, part, _clean(values), _about(part)):
        _changed(session, part)
    return part


def remove_part(session: Session, by: int | None, subject: Subject, part_id: int) -> None:
    """Take a room, track or speaker off the programme; sessions that name it simply name nothing there."""
    _remove(session, by, queries.part_to_change(session, subject, part_id))


def create_session(session: Session, by: int | None, slug: str, values: Mapping[str, Any]) -> ProgrammeSession:
    """Add a session to a meeting.

    Raises:
        NotFound: when there is no such meeting.
        Invalid: when it names a room, track or speaker that the meeting does not have.
    """
    meeting = meetings.meeting_to_change(session, meetings.meeting(session, slug).id)
    item = ProgrammeSession(meeting_id=meeting.id, title=values["title"], changed_at=clock.now(), slots=[], speaking=[])
    _set(session, item, values)
    session.add(item)
    session.flush()
    item.kept = sorted({"times" if name == "slots" else name for name in values})
    history.note(session, by, item.id, _about(item), before={"removed": True}, after={"removed": False})
    index(session, [item.id])
    feed.touch(session, item, on=meetings.stream_of(meeting.id))
    return item


def change_session(session: Session, by: int | None, session_id: int, values: Mapping[str, Any]) -> ProgrammeSession:
    """Change the fields that are given; they are kept over an import from now on.

    Raises:
        NotFound: when there is no such session.
        Outdated: when `seen` is given and the session has changed since.
        Invalid: when it names a room, track, speaker or slot that is not there.
    """
    item = queries.session_to_change(session, session_id)
    rules.check_there(item.removed_at)
    rules.check_seen(item.rev, values.get("seen"))
    if history.edit(session, by, item, _checked(session, item, values), _about(item)):
        _changed(session, item)
    return item


def remove_session(session: Session, by: int | None, session_id: int) -> None:
    """Take a session off the programme, as one made by mistake; a cancelled one stays, as cancelled."""
    _remove(session, by, queries.session_to_change(session, session_id))


def postpone(session: Session, by: int | None, slug: str, days: int) -> None:
    """Move a whole meeting by this many days, every session at the same local time; no session counts as moved.

    Raises:
        NotFound: when there is no such meeting.
    """
    meeting = meetings.meeting_to_change(session, meetings.meeting(session, slug).id)
    zone, later = ZoneInfo(meeting.timezone), timedelta(days=days)
    new_days = {"starts_on": meeting.starts_on + later, "ends_on": meeting.ends_on + later}
    meeting_service.change_meeting(session, by, slug, new_days)
    items = queries.sessions_changed(session, meeting.id, since=-1)
    for slot in (slot for item in items for slot in item.slots):
        slot.starts_at = rules.later(slot.starts_at, later, zone)
        if slot.was_starts_at:
            slot.was_starts_at = rules.later(slot.was_starts_at, later, zone)
    feed.touch(session, *items, on=meetings.stream_of(meeting.id))
    sessions_changed(session, [item.id for item in items], quietly=True)


def release(session: Session, by: int | None, subject: str, subject_id: int) -> None:
    """Forget that the record's fields were edited by hand: the next import decides about them again.

    Raises:
        NotFound: when there is no such record.
    """
    row = _to_change(session, subject, subject_id)
    history.note(session, by, row.id, _about(row), before={"kept": row.kept}, after={"kept": []})
    row.kept = []


def undo(session: Session, edit_id: int) -> None:
    """Take back one edit of a meeting's history.

    Raises:
        NotFound: when there is no such edit.
        NothingToUndo: when it was taken back already or the same fields have changed since.
    """
    edit = history.edit_to_change(session, edit_id)
    if edit.subject is Subject.MEETING:
        meeting_service.undo(session, meetings.meeting_to_change(session, edit.subject_id), edit)
        return
    row = _to_change(session, edit.subject, edit.subject_id)
    history.take_back(row, edit)
    _changed(session, row)


def _to_change(session: Session, subject: str, subject_id: int) -> Part | ProgrammeSession:
    if subject == Subject.SESSION:
        return queries.session_to_change(session, subject_id)
    return queries.part_to_change(session, subject, subject_id)


def _checked(session: Session, item: ProgrammeSession, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the model's fields, once every id among them is known to the meeting."""
    checked = _clean({name: value for name, value in values.items() if name not in {"seen", "slots"}})
    _check_known(session, item, Subject.TRACK, [checked.get("track_id")], "track_id")
    _check_known(session, item, Subject.SPEAKER, checked.get("speaker_ids", ()), "speaker_ids")
    if "slots" in values:
        _check_known(session, item, Subject.ROOM, [slot.get("room_id") for slot in values["slots"]], "slots")
        rules.check_slots({slot.id for slot in item.slots}, values["slots"])
        checked["times"] = rules.as_times(values["slots"])
    return checked


def _check_known(
    session: Session, item: ProgrammeSession, subject: Subject, ids: Iterable[int | None], field: str
) -> None:
    """Refuse ids that are not the meeting's; what the session names already may stay, even if it was removed since."""
    news = {number for number in ids if number} - queries.named_by(item, subject)
    if news:
        rules.check_known(queries.unknown_ids(session, subject, item.meeting_id, news), field)


def _set(session: Session, item: ProgrammeSession, values: Mapping[str, Any]) -> None:
    for name, value in _checked(session, item, values).items():
        setattr(item, name, value)


def _remove(session: Session, by: int | None, row: Part | ProgrammeSession) -> None:
    if history.edit(session, by, row, {"removed": True}, _about(row)):
        _changed(session, row)


def _changed(session: Session, row: Part | ProgrammeSession) -> None:
    if isinstance(row, ProgrammeSession):
        row.sequence += 1
        row.changed_at = clock.now()
        index(session, [row.id])
        sessions_changed(session, [row.id])
    elif isinstance(row, Speaker):
        index(session, queries.sessions_naming(session, [row.id], []))
    elif isinstance(row, Track):
        index(session, queries.sessions_naming(session, [], [row.id]))
    feed.touch(session, row, on=meetings.stream_of(row.meeting_id))


def _about(row: Part | ProgrammeSession) -> About:
    named = row.title if isinstance(row, ProgrammeSession) else row.name
    return About(meetings.stream_of(row.meeting_id), Subject(row.__tablename__), named)


def _clean(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: rich(value) if name in RICH else value for name, value in values.items()}
