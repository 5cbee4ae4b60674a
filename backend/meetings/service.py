"""What can happen to a meeting. `by` is a person's id, or None for the command line."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.core import feed, history
from backend.core.history import About, Edit
from backend.core.text import rich
from backend.meetings import queries, rules
from backend.meetings.models import Meeting
from schemas.words import Subject


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
    history.edit(session, by, meeting, _clean(values), _about(meeting))
    rules.check_days(meeting.starts_on, meeting.ends_on)
    rules.check_timezone(meeting.timezone)
    feed.touch(session, meeting, on=queries.stream_of(meeting.id))
    return meeting


def undo(session: Session, meeting: Meeting, edit: Edit) -> None:
    """Take back an edit of the meeting itself.

    Raises:
        NothingToUndo: for the edit that created it, and where it was changed again since.
    """
    if "removed" in edit.after:
        raise history.NothingToUndo("A meeting cannot be taken back once it is there.")
    history.take_back(meeting, edit)
    feed.touch(session, meeting, on=queries.stream_of(meeting.id))


def _about(meeting: Meeting) -> About:
    return About(queries.stream_of(meeting.id), Subject.MEETING, meeting.name)


def _clean(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: rich(value) if name == "about" else value for name, value in values.items()}
