"""What waits for a look: kept apart from what is said, until it is published, withheld or withdrawn.

It never ends by itself. What one person wrote in a channel is published in the order it was written: one that is
approved goes on waiting while an earlier one is undecided.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import structlog
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Held, Message
from backend.chat.queries import changing
from backend.chat.queries import held as queries
from backend.chat.queries.channels import channel_to_change
from backend.chat.queries.standing import Here
from backend.chat.rules.sending import Saying
from backend.chat.service import mentioning, photos, publishing, streams
from backend.core import clock, feed, seal
from backend.core.errors import NotFound
from backend.core.markup import Written
from backend.notify.service import tell
from schemas.words import HeldState, NoticeKind

log = structlog.get_logger()

Hearer = Callable[[Session, Held], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who hears that something waits (again), and that its author took it back or it went with its message."""

    waits: Hearer
    gone: Hearer


_desks: dict[str, Desk] = {}


def tells_desk(name: str, desk: Desk) -> None:
    """Let a feature above hear of what waits; filled when the app starts, so that chat need not know moderation."""
    _desks[name] = desk


def hold(session: Session, here: Here, said: Saying, why: Any, *, at: datetime) -> int:
    """Keep a message back: its id among what is held. Its author sees it wait; slow mode counts it as written.

    Raises:
        PhotoGone: when a photo of it is not there to be sent.
    """
    held = Held(
        channel_id=here.channel.id,
        author_id=here.standing.id,
        client_id=said.client_id,
        text=said.written.text,
        reply_to_id=said.reply_to,
        photo_ids=photos.keep_for(session, here.standing.id or 0, said.photo_ids),
        at=at,
        why=dict(why),
    )
    if here.membership is not None:
        here.membership.wrote_at = at
    return _wait(session, held)


def hold_edit(session: Session, here: Here, message: Message, written: Written, why: Any, *, corrected: bool) -> int:
    """Keep the new words of a message back, in place of others of it that wait; everybody reads the old ones on."""
    held = queries.edit_waiting(session, message.id)
    if held is None:
        held = Held(channel_id=here.channel.id, author_id=message.author_id, client_id=str(uuid4()))
        held.message_id = message.id
    held.text, held.corrected, held.at, held.why = written.text, corrected, clock.now(), dict(why)
    held.decided_at = None
    return _wait(session, held)


def _wait(session: Session, held: Held) -> int:
    session.add(held)
    session.flush()
    feed.touch(session, held, on=streams.me(held.author_id))
    for desk in _desks.values():
        desk.waits(session, held)
    log.info("message.held", held=held.id, channel=held.channel_id, by=held.why.get("by"))
    return held.id


def publish(session: Session, held_id: int) -> Held:
    """Let everybody read it, as soon as what its author wrote before is decided; one that was withheld too.

    Twice is once. What was withheld and is no longer kept, or whose message is gone, stays as it is.

    Raises:
        NotFound: when there is none.
    """
    channel, held = _to_decide(session, held_id)
    if held.state is HeldState.WITHHELD and held.sealed:
        _unseal(session, held)
    if held.state is HeldState.WAITING:
        held.decided_at = held.decided_at or clock.now()
        _release(session, channel, held)
    return held


def withhold(session: Session, held_id: int, *, keep_until: datetime | None = None) -> Held:
    """Let nobody read it. Until `keep_until` it is kept sealed, so that an appeal can bring it back. Twice is once.

    Whoever calls tells the author.

    Raises:
        NotFound: when there is none.
    """
    channel, held = _to_decide(session, held_id)
    if held.state is not HeldState.WAITING:
        return held
    if keep_until is not None:
        held.sealed, held.sealed_until = seal.seal(json.dumps({"text": held.text})), keep_until
    _end(session, held, HeldState.WITHHELD, keep_until)
    _release(session, channel, held)
    return held


def withdraw(session: Session, person_id: int, held_id: int) -> None:
    """Take one's own back while it waits; nothing of it is kept.

    Raises:
        NotFound: when there is none, or it is somebody else's.
    """
    channel, held = _to_decide(session, held_id)
    if held.author_id != person_id:
        raise NotFound
    if held.state is HeldState.WAITING:
        _drop(session, held)
        _release(session, channel, held)


def forget_edit(session: Session, message: Message) -> None:
    """Let go of the new words of a message that is taken away; it is locked."""
    if held := queries.edit_waiting(session, message.id):
        _drop(session, held)


def _drop(session: Session, held: Held) -> None:
    _end(session, held, HeldState.WITHDRAWN)
    held.removed_at, held.why = held.decided_at, _without_signs(held)
    for desk in _desks.values():
        desk.gone(session, held)


def _to_decide(session: Session, held_id: int) -> tuple[Channel, Held]:
    channel = channel_to_change(session, queries.channel_of(session, held_id))
    return channel, queries.held_to_change(session, held_id)


def _end(session: Session, held: Held, state: HeldState, keep_until: datetime | None = None) -> None:
    held.state, held.decided_at, held.text = state, clock.now(), ""
    if state is not HeldState.PUBLISHED:
        photos.let_go_unsent(session, held.author_id, held.photo_ids, keep_until)
    feed.touch(session, held, on=streams.me(held.author_id))


def _unseal(session: Session, held: Held) -> None:
    held.text, held.sealed, held.sealed_until = json.loads(seal.unseal(held.sealed))["text"], "", None
    held.state = HeldState.WAITING
    photos.keep_again(session, held.author_id, held.photo_ids)
    feed.touch(session, held, on=streams.me(held.author_id))


def _release(session: Session, channel: Channel, decided: Held) -> None:
    """Publish what is approved and waits behind nothing."""
    if decided.message_id is not None:
        if decided.state is HeldState.WAITING:
            _reword(session, channel, decided)
        return
    for held in queries.waiting_of(session, channel.id, decided.author_id):
        if held.decided_at is None:
            return
        message = publishing.say(session, channel, held)
        held.published_id = message.id
        _end(session, held, HeldState.PUBLISHED)
        _tell_published(session, channel, held, message)


def _reword(session: Session, channel: Channel, held: Held) -> None:
    message = changing.message_by_id(session, held.message_id or 0)
    if message.removed_at is not None:
        _drop(session, held)
        return
    publishing.reword(session, channel, message, held)
    held.published_id = message.id
    _end(session, held, HeldState.PUBLISHED)
    _tell_published(session, channel, held, message)


def _tell_published(session: Session, channel: Channel, held: Held, message: Message) -> None:
    text = f"What you wrote in {channel.title} can now be read by everybody there."
    about = {**mentioning.about(message), "title": channel.title}
    tell(session, held.author_id, NoticeKind.HELD_PUBLISHED, text, about)


def empty_due(session: Session, at: datetime, *, limit: int = 200) -> int:
    """Let go of what was withheld and is past its time; how much that was."""
    due = queries.sealed_until(session, at, limit)
    for held in due:
        held.sealed, held.sealed_until, held.why = "", None, _without_signs(held)
    return len(due)


def _without_signs(held: Held) -> dict[str, Any]:
    """Why it was held, without the signs: they are words of it."""
    return {name: said for name, said in held.why.items() if name != "signs"}
