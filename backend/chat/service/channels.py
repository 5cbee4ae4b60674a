"""Channels themselves: the community's own, topics from proposal to answer, and what is changed of one."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.chat.models import Channel
from backend.chat.queries import channels as queries
from backend.chat.queries.standing import here_for
from backend.chat.rules import rights, topics
from backend.chat.service import membership
from backend.core import clock, feed, history
from backend.core.errors import Invalid
from backend.core.history import About
from backend.notify.service import tell
from backend.people.rules import restrictions
from backend.people.service.restricting import check_writes
from schemas.words import Access, ChannelKind, ChannelState, NoticeKind, RestrictionKind, Subject

log = structlog.get_logger()

WRITTEN = {"title", "purpose", "guidelines"}  # what others read
LASTING = {
    "community": {
        "kind": ChannelKind.COMMUNITY,
        "title": "Community",
        "purpose": "Everybody, all year: what moves us between one meeting and the next.",
    },
    "introductions": {
        "kind": ChannelKind.TOPIC,
        "title": "Introductions",
        "purpose": "Say who you are, and greet whoever is new.",
    },
}


def found_lasting(session: Session) -> None:
    """Make the channels that are always there: the community's and #introductions. Doing it again is harmless."""
    for key, words in LASTING.items():
        if queries.channel_at(session, key) is None:
            with suppress(IntegrityError), session.begin_nested():  # another process may make it at the same moment
                _add(session, Channel(key=key, created_at=clock.now(), **words))


def _add(session: Session, channel: Channel) -> Channel:
    session.add(channel)
    session.flush()
    feed.touch(session, channel, on=queries.stream_of(channel.id))
    return channel


def propose(session: Session, reader: feed.Reader, values: Mapping[str, Any]) -> int:
    """Propose a topic, of which moderators are told; a moderator's own is open at once. Its id.

    Raises:
        Restricted: when moderators keep the reader from it.
        TopicExists: when there is one of this name already.
        Invalid: when too many of theirs wait for an answer.
    """
    check_writes(session, reader.id, RestrictionKind.HOLD_FIRST)
    keeps = not reader.roles.isdisjoint(rights.KEEPERS)
    topics.check_new(values["title"], queries.topics_for(session, reader))
    if not keeps:
        topics.check_room(queries.proposals_of(session, reader.id))
    state = ChannelState.OPEN if keeps else ChannelState.PROPOSED
    made = Channel(kind=ChannelKind.TOPIC, state=state, created_by=reader.id, created_at=clock.now(), **values)
    channel = _add(session, made)
    membership.come_in(session, channel, reader.id)
    if not keeps:
        _ask_keepers(session, reader, channel)
    log.info("topic.proposed", by=reader.id, channel=channel.id, state=state.value)
    return channel.id


def _ask_keepers(session: Session, reader: feed.Reader, channel: Channel) -> None:
    text = f"{reader.name} proposes a topic: “{channel.title}”."
    for keeper_id in queries.keepers(session):
        tell(session, keeper_id, NoticeKind.TOPIC_PROPOSED, text, _about(channel))


def answer(session: Session, reader: feed.Reader, channel_id: int, *, open_it: bool, note: str) -> None:
    """Open a proposed topic, or decline it; its proposer is told, with the note. A no can become a yes later.

    Raises:
        NotFound: when it is no topic that was proposed, or not the reader's to see.
        NotAllowed: when the reader may not open topics.
    """
    here = here_for(session, reader, channel_id)
    channel = queries.channel_to_change(session, channel_id)
    rights.check_answers(channel, here.standing)
    state = ChannelState.OPEN if open_it else ChannelState.DECLINED
    if channel.state is state:
        return
    _note(session, reader.id, channel, {"state": channel.state.value}, {"state": state.value, "note": note})
    channel.state = state
    feed.touch(session, channel, on=queries.stream_of(channel.id))
    if channel.created_by:
        kind = NoticeKind.TOPIC_OPENED if open_it else NoticeKind.TOPIC_DECLINED
        said = f"Your topic “{channel.title}” was {'opened' if open_it else 'declined'}."
        tell(session, channel.created_by, kind, f"{said} {note}".strip(), _about(channel))


def change(session: Session, reader: feed.Reader, channel_id: int, values: Mapping[str, Any]) -> None:
    """Change what is sent of a channel (title, purpose, guidelines, language, access, posting, featured_id, state).

    Raises:
        NotFound: when it is not the reader's to see.
        NotAllowed: when the reader neither hosts it nor looks after channels.
        Restricted: when moderators keep them from writing, and it is words.
        Invalid: when the featured message stands elsewhere, or the channel cannot be put into that state.
    """
    here = here_for(session, reader, channel_id)
    rights.check_edits(here.channel, here.standing)
    if not WRITTEN.isdisjoint(values):
        restrictions.check(here.standing.restrictions, *restrictions.SILENT, RestrictionKind.HOLD_FIRST)
    channel = queries.channel_to_change(session, channel_id)
    _check(session, channel, values)
    before = {name: getattr(channel, name) for name in values}
    changed = {name: value for name, value in values.items() if before[name] != value}
    for name, value in changed.items():
        setattr(channel, name, value)
    if changed:
        _note(session, reader.id, channel, {name: _plain(before[name]) for name in changed}, _all_plain(changed))
        feed.touch(session, channel, on=queries.stream_of(channel.id))
    if changed.get("access") is Access.MEMBERS:
        feed.rights_changed(session, feed.VISITORS)


def _check(session: Session, channel: Channel, values: Mapping[str, Any]) -> None:
    if "state" in values and values["state"] is not channel.state:
        topics.check_state(channel.kind, channel.state, values["state"])
    featured = values.get("featured_id")
    if featured and not queries.has_message(session, channel.id, featured):
        raise Invalid(
            "This message is not in this channel.", errors={"featured_id": ["Not a message of this channel."]}
        )


def _all_plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    return value.value if hasattr(value, "value") else value


def _about(channel: Channel) -> dict[str, Any]:
    return {"channel_id": channel.id, "title": channel.title}


def _note(session: Session, by: int, channel: Channel, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    about = About(queries.stream_of(channel.id), Subject.CHANNEL, channel.title)
    history.note(session, by, channel.id, about, before=before, after=after)
    log.info("channel.changed", by=by, channel=channel.id, fields=sorted(after))
