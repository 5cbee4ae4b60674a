"""What can happen to a meeting. `by` is a person's id, or None for the command line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.core import clock, feed, history
from backend.core.history import About, Edit
from backend.core.text import fold, rich
from backend.meetings import queries, rules
from backend.meetings.models import Meeting, Registration
from backend.meetings.readers import Registered, RegistrationList
from schemas.words import Subject

log = structlog.get_logger()

MOST_LINES = 1000  # of a report; its counts are whole


def create_meeting(session: Session, by: int | None, values: Mapping[str, Any]) -> Meeting:
    """Open a new edition.

    Raises:
        SlugTaken: when another meeting has this address.
        Invalid: when the days run backwards or the time zone does not exist.
    """
    meeting = Meeting(**_clean(values))
    rules.check_days(meeting.starts_on, meeting.ends_on)
    rules.check_timezone(meeting.timezone)
    try:
        with session.begin_nested():
            session.add(meeting)
    except IntegrityError as error:
        raise rules.SlugTaken from error
    history.note(session, by, meeting.id, _about(meeting), before={"removed": True}, after={"removed": False})
    feed.touch(session, meeting, on=queries.stream_of(meeting.id))
    return meeting


def change_meeting(session: Session, by: int | None, slug: str, values: Mapping[str, Any]) -> Meeting:
    """Change the fields that are given.

    Raises:
        NotFound: when there is no such meeting.
        Invalid: when the days would run backwards or the time zone does not exist.
    """
    meeting = queries.meeting_to_change(session, queries.meeting(session, slug).id)
    if history.edit(session, by, meeting, _clean(values), _about(meeting)):
        rules.check_days(meeting.starts_on, meeting.ends_on)
        rules.check_timezone(meeting.timezone)
        feed.touch(session, meeting, on=queries.stream_of(meeting.id))
    return meeting


def undo(session: Session, meeting: Meeting, edit: Edit) -> None:
    """Take back an edit of the meeting itself.

    Raises:
        NothingToUndo: for the edit that created it, and where it was changed again since.
        Invalid: when the days would run backwards with what was changed since.
    """
    if "removed" in edit.after:
        raise history.NothingToUndo("A meeting cannot be taken back once it is there.")
    history.take_back(meeting, edit)
    rules.check_days(meeting.starts_on, meeting.ends_on)
    feed.touch(session, meeting, on=queries.stream_of(meeting.id))


def _about(meeting: Meeting) -> About:
    return About(queries.stream_of(meeting.id), Subject.MEETING, meeting.name)


def _clean(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: rich(value) if name == "about" else value for name, value in values.items()}


def preview_list(session: Session, slug: str, found: RegistrationList) -> dict[str, Any]:
    """What taking in the list would change (schemas.meetings.RegistrationReportSchema).

    Raises:
        NotFound: when there is no such meeting.
    """
    meeting = queries.meeting(session, slug)
    return _report(found, _steps(session, meeting, found), written=False)


def take_in_list(session: Session, by: int | None, slug: str, found: RegistrationList) -> dict[str, Any]:
    """Take in the list, all of it; who is no longer on it is marked gone. A repeat changes nothing.

    Raises:
        NotFound: when there is no such meeting.
    """
    meeting = queries.meeting_to_change(session, queries.meeting(session, slug).id)
    steps = _steps(session, meeting, found)
    for step in steps:
        _carry_out(session, meeting, step)
    report = _report(found, steps, written=True)
    if any(step.what for step in steps):
        about = About("community", Subject.REGISTRATION, meeting.name)
        counts = {name: report[name] for name in ("added", "changed", "gone", "unchanged")}
        history.note(session, by, meeting.id, about, before={}, after=counts)
        log.info("registrations.taken_in", by=by, meeting=meeting.id, **counts)
    return report


@dataclass(frozen=True, slots=True)
class _Step:
    """What the list does to one address: `what` is added, changed, back, gone, or empty for nothing."""

    what: str
    known: Registration | None
    wanted: Registered | None


def _steps(session: Session, meeting: Meeting, found: RegistrationList) -> list[_Step]:
    known = {row.email: row for row in queries.registrations_of(session, meeting.id)}
    steps = [_Step(_what(known.get(row.email), row), known.pop(row.email, None), row) for row in found.rows]
    return steps + [_Step("gone", row, None) for row in known.values() if row.gone_at is None]


def _what(known: Registration | None, wanted: Registered) -> str:
    if known is None:
        return "added"
    if known.gone_at:
        return "back"
    same = (known.name, known.affiliation, known.ticket) == (wanted.name, wanted.affiliation, wanted.ticket)
    return "" if same else "changed"


def _carry_out(session: Session, meeting: Meeting, step: _Step) -> None:
    at = clock.now()
    if step.wanted is None and step.known:
        step.known.gone_at = at
    elif step.wanted and step.what:
        wanted = step.wanted
        row = step.known or Registration(meeting_id=meeting.id, email=wanted.email, added_at=at)
        row.name, row.affiliation, row.ticket, row.gone_at = wanted.name, wanted.affiliation, wanted.ticket, None
        row.sought = fold(f"{row.email} {row.name} {row.affiliation} {row.ticket}")
        session.add(row)


def _report(found: RegistrationList, steps: Sequence[_Step], *, written: bool) -> dict[str, Any]:
    counts = Counter(step.what for step in steps)
    told = [(step.what, step.wanted or step.known) for step in steps if step.what]
    return {
        "written": written,
        "added": counts["added"] + counts["back"],
        "changed": counts["changed"],
        "gone": counts["gone"],
        "unchanged": counts[""],
        "lines": [{"what": what, "email": row.email, "name": row.name} for what, row in told[:MOST_LINES] if row],
        "warnings": found.warnings[:MOST_LINES],
    }
