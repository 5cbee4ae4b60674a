"""What moderators turn in a channel: slow it down, lock it, hold messages for a look."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from backend.chat.queries import channels as queries
from backend.chat.queries.standing import here_for, scope_of
from backend.chat.rules import rights
from backend.core import clock, feed, history
from backend.core.history import About
from schemas.words import Holding, Subject

Writer = Callable[[Session, int, int, Mapping[str, Any], Mapping[str, Any]], None]
_writers: dict[str, Writer] = {}


def audits(name: str, writer: Writer) -> None:
    """Let a feature above write down who turned what: `writer(session, by, channel_id, before, after)`.

    Filled when the app starts, so that chat need not know who keeps the record.
    """
    _writers[name] = writer


def turn(session: Session, reader: feed.Reader, channel_id: int, values: Mapping[str, Any]) -> None:
    """Turn what is sent of a channel (slow_seconds, locked, holding); everybody who hears it is told.

    Raises:
        NotFound: when it is not the reader's to see.
        NotAllowed: when they do not look after it, or would hold messages as a host.
    """
    here = here_for(session, reader, channel_id)
    rights.check_moderates(here.channel, here.standing, scope_of(session, reader), holds="holding" in values)
    channel = queries.channel_to_change(session, channel_id)
    before = {"slow_seconds": channel.slow_seconds, "locked": bool(channel.locked_at), "holding": channel.holding.value}
    if "locked" in values and values["locked"] is not bool(channel.locked_at):
        channel.locked_at = clock.now() if values["locked"] else None
    channel.slow_seconds = values.get("slow_seconds", channel.slow_seconds)
    channel.holding = Holding(values.get("holding", channel.holding))
    after = {"slow_seconds": channel.slow_seconds, "locked": bool(channel.locked_at), "holding": channel.holding.value}
    changed = {name: value for name, value in after.items() if before[name] != value}
    if changed:
        feed.touch(session, channel, on=queries.stream_of(channel_id))
        old = {name: before[name] for name in changed}
        about = About(queries.stream_of(channel_id), Subject.CHANNEL, channel.title)
        history.note(session, reader.id, channel_id, about, before=old, after=changed)
        for write in _writers.values():
            write(session, reader.id, channel_id, old, changed)
