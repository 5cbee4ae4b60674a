"""What mattered in a channel while one was away."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, cast, func, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Membership, Message
from backend.chat.queries.rights import check_may_read
from backend.chat.queries.showing import Shown, messages_with
from backend.core import feed
from backend.people.models import Person

MOST_LOOKED_AT = 20_000  # messages, the latest of what was missed
MOST = 3  # conversations, and messages people reacted to
MOST_NAMED = 12

Answered = Callable[[Session, int, datetime], Sequence[Mapping[str, Any]]]
_answered: dict[str, Answered] = {}


def tells_answered(name: str, answered: Answered) -> None:
    """Let a feature above say which questions to a panel were answered: `answered(session, panel_id, since)`.

    Filled when the app starts, so that chat need not know panels; each has id and text.
    """
    _answered[name] = answered


def since(session: Session, reader: feed.Reader | None, channel_id: int, number: int) -> dict[str, Any]:
    """What mattered after the message of that number (schemas.chat_search.DigestSchema).

    Raises:
        NotFound: when the reader may not read this channel.
    """
    check_may_read(session, reader, channel_id)
    channel = session.get_one(Channel, channel_id)
    number = min(number, channel.last_number)
    at = _at(session, channel, number)
    replied, reacted = _ids(session, channel, number)
    shown = {one.id: one for one in messages_with(session, {*replied, *reacted})}
    return {
        "since": number,
        "last": channel.last_number,
        "messages": channel.last_number - number,
        "replied": _in_order(shown, replied),
        "reacted": _in_order(shown, reacted),
        "answered": _of_panel(session, channel, at) if reader else [],
        "joined": _joined(session, channel, at),
    }


def _at(session: Session, channel: Channel, number: int) -> datetime:
    """When that message was said; for the beginning, when the channel was made."""
    said = select(Message.at).where(Message.channel_id == channel.id, Message.number == number)
    return session.scalar(said) or channel.created_at


def _ids(session: Session, channel: Channel, number: int) -> tuple[list[int], list[int]]:
    """The messages most replied to, and most reacted to."""
    first = max(number, channel.last_number - MOST_LOOKED_AT)
    missed = select(Message.id).where(
        Message.channel_id == channel.id, Message.number > first, Message.removed_at.is_(None)
    )
    replied = missed.where(Message.replies > 0).order_by(Message.replies.desc(), Message.number.desc()).limit(MOST)
    return list(session.scalars(replied)), _most_reacted(session, missed)


def _most_reacted(session: Session, missed: Select[int]) -> list[int]:
    with_any = missed.add_columns(Message.reactions).where(cast(Message.reactions, Text) != "{}")
    counted = [(sum(reactions.values()), number) for number, reactions in session.execute(with_any)]
    return [number for _, number in sorted(counted, reverse=True)[:MOST]]


def _in_order(shown: Mapping[int, Shown], ids: Collection[int]) -> list[Shown]:
    return [shown[number] for number in ids if number in shown]


def _of_panel(session: Session, channel: Channel, at: datetime) -> list[Mapping[str, Any]]:
    if channel.panel_id is None:
        return []
    return [one for answered in _answered.values() for one in answered(session, channel.panel_id, at)]


def _joined(session: Session, channel: Channel, at: datetime) -> dict[str, Any]:
    came = (Membership.channel_id == channel.id, Membership.joined_at > at, Membership.left_at.is_(None))
    count = session.scalar(select(func.count()).select_from(Membership).where(*came))
    people = select(Person.id, Person.name).join(Membership, Membership.person_id == Person.id)
    latest = people.where(*came, Person.removed_at.is_(None)).order_by(Membership.joined_at.desc()).limit(MOST_NAMED)
    return {"count": count, "people": [row._asdict() for row in session.execute(latest)]}
