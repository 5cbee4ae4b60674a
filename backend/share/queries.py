"""What a shared page shows, read in one look. All of it is public."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload

from backend.chat.models import Channel, Message
from backend.chat.queries import check_may_read
from backend.chat.queries.showing import Shown as ShownMessage
from backend.chat.queries.showing import messages, shown
from backend.core.errors import NotFound
from backend.meetings import queries as meetings
from backend.meetings.models import Meeting, Room
from backend.panels.models import Blogger, Panel
from backend.programme.models import ProgrammeSession, Slot, Speaker, SpeakerOf, Track
from backend.programme.queries import WHOLE

Living = TypeVar("Living", ProgrammeSession, Speaker, Room, Panel, Blogger)
Part = TypeVar("Part", Room, Track, Speaker)


@dataclass(frozen=True, slots=True)
class Shown:
    """A meeting and those of its sessions that a page is about, with all that they name, by id."""

    meeting: Meeting
    sessions: Sequence[ProgrammeSession]
    rooms: dict[int, Room]
    tracks: dict[int, Track]
    speakers: dict[int, Speaker]


@dataclass(frozen=True, slots=True)
class ShownChannel:
    """A channel that anybody may read, some of what was said there in its order, and the message that a link names."""

    channel: Channel
    messages: Sequence[ShownMessage]
    named: ShownMessage | None


MOST_MESSAGES, MOST_BEFORE = 20, 5


def programme_shown(session: Session, slug: str) -> Shown:
    """A meeting with its whole programme.

    Raises:
        NotFound: when there is no such meeting.
    """
    return _shown(session, meetings.meeting(session, slug))


def session_shown(session: Session, slug: str, session_id: int) -> Shown:
    """One session of a meeting.

    Raises:
        NotFound: when the meeting has no such session.
    """
    shown = _shown(session, meetings.meeting(session, slug), ProgrammeSession.id == session_id)
    if not shown.sessions:
        raise NotFound
    return shown


def panel_shown(session: Session, slug: str, panel_id: int) -> tuple[Panel, Sequence[Blogger], Shown]:
    """A panel of a meeting, the bloggers on it in their order, and its session.

    Raises:
        NotFound: when the meeting has no such panel.
    """
    meeting = meetings.meeting(session, slug)
    panel = session.scalar(_living(Panel, meeting).where(Panel.id == panel_id))
    if panel is None:
        raise NotFound
    theirs = _living(Blogger, meeting).where(Blogger.id.in_(panel.blogger_ids)).options(joinedload(Blogger.blog))
    bloggers = sorted(session.scalars(theirs), key=lambda one: panel.blogger_ids.index(one.id))
    return panel, bloggers, session_shown(session, slug, panel.session_id)


def speaker_shown(session: Session, slug: str, speaker_id: int) -> tuple[Speaker, Shown]:
    """A speaker of a meeting, with their sessions.

    Raises:
        NotFound: when the meeting has no such speaker.
    """
    meeting = meetings.meeting(session, slug)
    speaker = session.scalar(_living(Speaker, meeting).where(Speaker.id == speaker_id))
    if speaker is None:
        raise NotFound
    theirs = select(SpeakerOf.session_id).where(SpeakerOf.speaker_id == speaker_id)
    return speaker, _shown(session, meeting, ProgrammeSession.id.in_(theirs))


def room_shown(session: Session, slug: str, room_id: int) -> tuple[Room, Shown]:
    """A room of a meeting, with what takes place in it.

    Raises:
        NotFound: when the meeting has no such room.
    """
    meeting = meetings.meeting(session, slug)
    room = session.scalar(_living(Room, meeting).where(Room.id == room_id))
    if room is None:
        raise NotFound
    held = select(Slot.session_id).where(Slot.room_id == room_id)
    return room, _shown(session, meeting, ProgrammeSession.id.in_(held))


def channel_shown(session: Session, channel_id: int, number: int | None) -> ShownChannel:
    """A channel with its newest messages, or with those round the one of that number.

    Raises:
        NotFound: when there is no such channel, or not everybody may read it.
    """
    check_may_read(session, None, channel_id)
    channel = session.get_one(Channel, channel_id)
    last = channel.last_number
    if number and 0 < number <= last:
        last = min(number - MOST_BEFORE + MOST_MESSAGES - 1, last)
    wanted: Select[Any] = messages().where(Message.channel_id == channel_id, Message.removed_at.is_(None))
    wanted = wanted.where(Message.number.between(last - MOST_MESSAGES + 1, last)).order_by(Message.number)
    said = shown(session, session.connection().execute(wanted).all())
    return ShownChannel(channel, said, next((one for one in said if one.number == number), None))


def _shown(session: Session, meeting: Meeting, *which: ColumnElement[bool]) -> Shown:
    found = session.scalars(_living(ProgrammeSession, meeting).where(*which).options(*WHOLE)).all()
    rooms = {number for item in found for slot in item.slots for number in (slot.room_id, slot.was_room_id)}
    return Shown(
        meeting=meeting,
        sessions=found,
        rooms=_by_id(session, Room, rooms),
        tracks=_by_id(session, Track, {item.track_id for item in found}),
        speakers=_by_id(session, Speaker, {number for item in found for number in item.speaker_ids}),
    )


def _living(model: type[Living], meeting: Meeting) -> Select[Living]:
    return select(model).where(model.meeting_id == meeting.id, model.removed_at.is_(None))


def _by_id(session: Session, model: type[Part], ids: set[int | None]) -> dict[int, Part]:
    wanted = [number for number in ids if number]
    rows = session.scalars(select(model).where(model.id.in_(wanted), model.removed_at.is_(None)))
    return {row.id: row for row in rows}
