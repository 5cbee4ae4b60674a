"""Who may read a channel."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from schemas.words import Access, ChannelKind, ChannelState, RequestState, Role

MODERATE = frozenset({Role.MODERATOR, Role.ORGANISER})
NOT_YET = frozenset({ChannelState.PROPOSED, ChannelState.DECLINED})


@dataclass(frozen=True, slots=True)
class Asking:
    """Who wants to read: a visitor has id 0; nobody without a name is a member."""

    id: int
    name: str
    roles: AbstractSet[Role]

    @property
    def moderates(self) -> bool:
        """Whether they look after the community's conversations."""
        return bool(self.roles & MODERATE)


@dataclass(frozen=True, slots=True)
class Channelled:
    """What of a channel decides who may read it; `request` is the asking person's in a direct one."""

    kind: ChannelKind
    access: Access
    state: ChannelState
    created_by: int | None
    request: RequestState | None


def may_read(channel: Channelled, asking: Asking) -> bool:
    """Whether they may: a direct one is for its two, a proposed one for its proposer and moderators."""
    if channel.kind is ChannelKind.DIRECT:
        return asking.id != 0 and (channel.request is not None or channel.created_by == asking.id)
    if channel.state in NOT_YET:
        return asking.moderates or (asking.id != 0 and channel.created_by == asking.id)
    return channel.access is Access.OPEN or asking.name != ""
