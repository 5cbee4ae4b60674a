"""Reads for the channels of a meeting's sessions and panels."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.chat.models import Channel
from backend.core.errors import NotFound
from backend.meetings.models import Meeting
from backend.programme import queries as programme
from backend.programme.models import ProgrammeSession
from schemas.words import ChannelKind, ChannelState

OF_MEETINGS = (ChannelKind.SESSION, ChannelKind.PANEL)

SessionOf = Callable[[Session, int], int]
_panels: dict[str, SessionOf] = {}


def knows_panels(name: str, session_of: SessionOf) -> None:
    """Let a feature above tell of which session a panel is: `session_of(session, panel_id)`; it may refuse.

    Filled when the app starts, so that chat need not know panels.
    """
    _panels[name] = session_of


def session_of_panel(session: Session, panel_id: int) -> int:
    """The session that the panel is.

    Raises:
        NotFound: when there is no such panel.
    """
    for session_of in _panels.values():
        return session_of(session, panel_id)
    raise NotFound


def session_to_talk_about(session: Session, session_id: int) -> tuple[ProgrammeSession, Meeting]:
    """A session that is on the programme, with its meeting.

    Raises:
        NotFound: when there is none.
    """
    item = programme.session_to_show(session, session_id)
    if item.removed_at is not None:
        raise NotFound
    return item, session.get_one(Meeting, item.meeting_id)


@dataclass(frozen=True, slots=True)
class Seasonal:
    """A channel of a meeting, with that meeting."""

    channel: Channel
    meeting: Meeting


def seasonal_channels(session: Session) -> list[Seasonal]:
    """The channels of sessions and panels that may have to change by the clock, with their meetings."""
    found = select(Channel, Meeting).join(Meeting, Meeting.id == Channel.meeting_id).order_by(Channel.id)
    found = found.where(Channel.kind.in_(OF_MEETINGS), Channel.state != ChannelState.ARCHIVED)
    return [Seasonal(*row) for row in session.execute(found)]


def channels_of_sessions(session: Session, session_ids: Collection[int]) -> Sequence[Channel]:
    """The channels about these sessions, locked."""
    theirs = select(Channel).where(Channel.session_id.in_(session_ids)).order_by(Channel.id)
    return session.scalars(theirs.with_for_update()).all()


def titles_of(session: Session, session_ids: Collection[int]) -> dict[int, str]:
    """What these sessions are called now."""
    theirs = select(ProgrammeSession.id, ProgrammeSession.title).where(ProgrammeSession.id.in_(session_ids))
    return {row.id: row.title for row in session.execute(theirs)}


def meeting_of(session: Session, channel: Channel) -> Meeting:
    """The meeting that a session's or panel's channel belongs to."""
    return session.get_one(Meeting, channel.meeting_id)
