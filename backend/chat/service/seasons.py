"""The channels of sessions and panels: begun by the first who opens one, closed and put away by the clock."""

from collections.abc import Collection
from contextlib import suppress

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.chat.models import Channel
from backend.chat.queries import channels, seasonal
from backend.chat.rules import seasons
from backend.chat.rules.seasons import Season
from backend.core import clock, feed
from backend.core.errors import NotFound
from backend.core.text import one_line
from backend.meetings.models import Meeting
from schemas.words import ChannelKind

log = structlog.get_logger()

LONGEST_TITLE = 120


def of_session(session: Session, by: int, session_id: int, *, panel_id: int | None = None) -> int:
    """The channel about a session, begun when there is none yet: its id. A session and the panel it is have one.

    Raises:
        NotFound: when there is no such session.
        NotOpenYet: more than two weeks before the meeting.
        ReadOnly: when there is none and the time for it is over.
    """
    item, meeting = seasonal.session_to_talk_about(session, session_id)
    channel = channels.channel_at(session, _key(session_id))
    if channel is None:
        found = seasons.season(meeting)
        seasons.check_begins(found, at=clock.now())
        channel = _begun(session, by, meeting, session_id, item.title, found)
    if panel_id and channel.panel_id != panel_id:
        channel.kind, channel.panel_id = ChannelKind.PANEL, panel_id
        feed.touch(session, channel, on=channels.stream_of(channel.id))
    return channel.id


def of_panel(session: Session, by: int, panel_id: int) -> int:
    """The channel about a panel, begun when there is none yet: its id.

    Raises:
        NotFound, NotOpenYet, ReadOnly: as for its session.
    """
    return of_session(session, by, seasonal.session_of_panel(session, panel_id), panel_id=panel_id)


def _key(session_id: int) -> str:
    return f"session:{session_id}"


def _begun(session: Session, by: int, meeting: Meeting, session_id: int, title: str, found: Season) -> Channel:
    at = clock.now()
    with suppress(IntegrityError), session.begin_nested():  # somebody else may open it at the same moment
        channel = Channel(
            kind=ChannelKind.SESSION,
            key=_key(session_id),
            title=one_line(title, LONGEST_TITLE),
            meeting_id=meeting.id,
            session_id=session_id,
            created_by=by,
            created_at=at,
            opens_at=found.opens_at,
            read_only_at=found.read_only_at,
            archived_at=found.archived_at,
        )
        session.add(channel)
        session.flush()
        feed.touch(session, channel, on=channels.stream_of(channel.id))
    there = channels.channel_at(session, _key(session_id))
    if there is None:
        raise NotFound
    return there


def follow(session: Session, session_ids: Collection[int], *, quietly: bool = False) -> None:  # noqa: ARG001 - a watcher's form
    """Take over what these sessions are called now."""
    titles = seasonal.titles_of(session, session_ids)
    for channel in seasonal.channels_of_sessions(session, session_ids):
        title = one_line(titles.get(channel.session_id or 0, channel.title), LONGEST_TITLE)
        if channel.title != title:
            channel.title = title
            feed.touch(session, channel, on=channels.stream_of(channel.id))


def due(session: Session) -> list[int]:
    """The channels that the clock, or a meeting on other days, has something to do with now."""
    at = clock.now()
    found = []
    for one in seasonal.seasonal_channels(session):
        now = seasons.season(one.meeting)
        moved = _moved(one.channel, now)
        if moved or seasons.state_after(one.channel.state, now, moved=moved, at=at) is not one.channel.state:
            found.append(one.channel.id)
    return found


def turn(session: Session, channel_id: int) -> None:
    """Put a channel where it stands by now: open, only to be read, or in the archive."""
    channel = channels.channel_to_change(session, channel_id)
    now, at = seasons.season(seasonal.meeting_of(session, channel)), clock.now()
    state = seasons.state_after(channel.state, now, moved=_moved(channel, now), at=at)
    channel.opens_at, channel.read_only_at, channel.archived_at = now.opens_at, now.read_only_at, now.archived_at
    if channel.state is not state:
        log.info("channel.turned", channel=channel.id, state=state.value)
    channel.state = state
    feed.touch(session, channel, on=channels.stream_of(channel.id))


def _moved(channel: Channel, now: Season) -> bool:
    return (channel.opens_at, channel.read_only_at, channel.archived_at) != (
        now.opens_at,
        now.read_only_at,
        now.archived_at,
    )
