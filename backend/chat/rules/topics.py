"""Topics: what members may propose, and how they are named."""

from collections.abc import Iterable
from typing import Any, Protocol

from backend.core.errors import Invalid, Refusal
from backend.core.text import fold
from schemas.words import ChannelKind, ChannelState, RefusalCode

MOST_PROPOSALS = 3  # of one person, that wait
SET_BY_HAND = frozenset({ChannelState.OPEN, ChannelState.READ_ONLY, ChannelState.ARCHIVED})


class Titled(Protocol):
    """A channel with a name."""

    id: Any
    title: Any


class TopicExists(Refusal):
    """Two channels of one name would part those who should meet; `about` says which it is (`channel_id`)."""

    code = RefusalCode.TOPIC_EXISTS

    def __init__(self, channel: Titled) -> None:
        super().__init__(f"There is a channel “{channel.title}” already. Have a look there first.")
        self.about = {"channel_id": channel.id}


def check_new(title: str, known: Iterable[Titled]) -> None:
    """Refuse a topic that has the name of one of these."""
    for channel in known:
        if fold(channel.title) == fold(title):
            raise TopicExists(channel)


def check_room(waiting: int) -> None:
    """Refuse to pile up proposals."""
    if waiting >= MOST_PROPOSALS:
        raise Invalid(f"{waiting} of your topics wait for an answer. Please wait for it before you propose another.")


def check_state(kind: ChannelKind, before: ChannelState, after: ChannelState) -> None:
    """Refuse to put a channel where it cannot stand: the community's own stays open, proposals are answered."""
    if kind is ChannelKind.COMMUNITY or not {before, after} <= SET_BY_HAND:
        raise Invalid("This channel cannot be put there.", errors={"state": ["Not for this channel."]})
