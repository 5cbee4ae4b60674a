"""Who may join and leave what, and how far the two of a direct channel have agreed to talk."""

from typing import Any, Protocol, TypeVar

from backend.chat.rules.refusals import NotAMember, ReadOnly
from backend.core.errors import NotFound
from schemas.words import ChannelKind, ChannelState, RequestState


class Channel(Protocol):
    """What joining depends on."""

    kind: Any
    state: Any


class Mine(Protocol):
    """A membership."""

    left_at: Any


M = TypeVar("M", bound=Mine)


def check_joins(channel: Channel) -> None:
    """Refuse to join what is not open; a direct channel is its two's from the start."""
    if channel.kind is ChannelKind.DIRECT:
        raise NotFound
    if channel.state is not ChannelState.OPEN:
        raise ReadOnly


def check_leaves(channel: Channel) -> None:
    """Refuse to leave a conversation of two."""
    if channel.kind is ChannelKind.DIRECT:
        raise NotFound("A conversation of two cannot be left. You can decline it, mute it, or block the other.")


def check_belongs(mine: M | None) -> M:
    """The membership; refuses whoever has none, or has left."""
    if mine is None or mine.left_at is not None:
        raise NotAMember
    return mine


def check_other(person_id: int, other_id: int) -> None:
    """Refuse to talk to oneself."""
    if person_id == other_id:
        raise NotFound("This is you. Please choose somebody else.")


def opened(mine: RequestState | None, theirs: RequestState | None) -> tuple[RequestState, RequestState | None]:
    """What becomes of both sides when one opens a direct channel: who was asked and opens it has not said yes yet."""
    if mine is RequestState.DECLINED:
        return RequestState.RECEIVED, theirs
    return mine or RequestState.SENT, theirs


def spoken(mine: RequestState | None, theirs: RequestState | None) -> tuple[RequestState, RequestState]:
    """What becomes of both sides when one writes: a first message asks, an answer accepts.

    Where the other has opened it as well, both want to talk.
    """
    if theirs is None:
        return RequestState.SENT, RequestState.RECEIVED
    if mine is RequestState.SENT and theirs in {RequestState.RECEIVED, RequestState.DECLINED}:
        return mine, theirs
    return RequestState.ACCEPTED, RequestState.ACCEPTED


def answered(mine: RequestState | None, theirs: RequestState | None, *, accept: bool) -> tuple[RequestState, Any]:
    """What becomes of both sides when the one who was asked answers; who asked is not told of a no.

    A no can be turned into a yes later, never a yes into a no: for that one blocks.
    """
    if mine not in {RequestState.RECEIVED, RequestState.DECLINED, RequestState.ACCEPTED}:
        raise NotFound
    if mine is RequestState.ACCEPTED:
        return mine, theirs
    return (RequestState.ACCEPTED, RequestState.ACCEPTED) if accept else (RequestState.DECLINED, theirs)
