"""Who may read, write and change a channel: the whole table of rights, for doors, streams and tests alike."""

from dataclasses import dataclass
from typing import Any, Protocol

from backend.chat.rules.refusals import NotAccepted, NotAMember, NotAPoster, ReadOnly, RequestWaits, Unreachable
from backend.core.errors import NotAllowed, NotFound
from schemas.words import Access, ChannelKind, ChannelState, Posting, RequestState, Role

KEEPERS = frozenset({Role.MODERATOR, Role.ORGANISER})
UNDECIDED = frozenset({ChannelState.PROPOSED, ChannelState.DECLINED})
JOINED_FIRST = frozenset({ChannelKind.COMMUNITY, ChannelKind.TOPIC})  # the others are joined by the first message


class Channel(Protocol):
    """What the rights to a channel depend on."""

    kind: Any
    access: Any
    posting: Any
    state: Any
    created_by: Any
    last_number: Any


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to a channel; a visitor has no `id`.

    `accepted` are the guidelines in force. `joined` and `request` are of their membership. `hosts` the panel that the
    channel belongs to. `blocked`: in a direct channel, whichever of the two did it. `over`: the time to talk is past,
    though the worker may not have closed the channel yet.
    """

    id: int | None = None
    named: bool = False
    roles: frozenset[Role] = frozenset()
    accepted: bool = False
    joined: bool = False
    request: RequestState | None = None
    hosts: bool = False
    blocked: bool = False
    over: bool = False

    @property
    def keeps(self) -> bool:
        """Whether they look after everybody's channels."""
        return self.named and not self.roles.isdisjoint(KEEPERS)


def may_read(channel: Channel, standing: Standing) -> bool:
    """Whether the channel exists for them; `queries.rights.readable` asks the database the same."""
    if channel.kind is ChannelKind.DIRECT:
        return standing.request is not None
    if channel.state in UNDECIDED:
        return standing.keeps or (standing.named and standing.id == channel.created_by)
    return standing.named or channel.access is Access.OPEN


def may_post(channel: Channel, standing: Standing) -> bool:
    """Whether the channel lets them write, once they have joined and accepted the guidelines."""
    return (
        may_read(channel, standing)
        and standing.named
        and _is_writable(channel, standing)
        and _is_poster(channel, standing)
    )


def may_edit(channel: Channel, standing: Standing) -> bool:
    """Whether they may change what the channel is called and how it is used."""
    if channel.kind is ChannelKind.DIRECT:
        return False
    return standing.keeps or (channel.kind is ChannelKind.PANEL and standing.named and standing.hosts)


def may_answer(channel: Channel, standing: Standing) -> bool:
    """Whether they open or decline the topic that is proposed."""
    return channel.state in UNDECIDED and standing.keeps


def check_reads(channel: Channel, standing: Standing) -> None:
    """Refuse a channel that is not theirs to read, as one that does not exist."""
    if not may_read(channel, standing):
        raise NotFound


def check_edits(channel: Channel, standing: Standing) -> None:
    """Refuse whoever may only read the channel."""
    check_reads(channel, standing)
    if not may_edit(channel, standing):
        raise NotAllowed


def check_answers(channel: Channel, standing: Standing) -> None:
    """Refuse whoever does not open topics, and what is no topic that waits."""
    check_reads(channel, standing)
    if not standing.keeps:
        raise NotAllowed
    if channel.state not in UNDECIDED:
        raise NotFound


def check_writes(channel: Channel, standing: Standing) -> None:
    """Refuse a message; what they can do something about is said before what they cannot.

    Raises:
        NotFound: when they may not read it either.
        NotAccepted, ReadOnly, Unreachable, RequestWaits, NotAPoster, NotAMember: as each says.
    """
    check_reads(channel, standing)
    if not standing.accepted:
        raise NotAccepted
    if not _is_writable(channel, standing):
        raise ReadOnly
    _check_direct(channel, standing)
    if not _is_poster(channel, standing):
        raise NotAPoster
    if channel.kind in JOINED_FIRST and not standing.joined:
        raise NotAMember


def check_takes_part(channel: Channel, standing: Standing) -> None:
    """Refuse a reaction, or a change of what was said.

    Raises:
        NotFound: when they may not read it.
        NotAccepted, ReadOnly, Unreachable: as each says.
    """
    check_reads(channel, standing)
    if not standing.accepted:
        raise NotAccepted
    if not _is_writable(channel, standing):
        raise ReadOnly
    if standing.blocked:
        raise Unreachable


def _check_direct(channel: Channel, standing: Standing) -> None:
    if channel.kind is not ChannelKind.DIRECT:
        return
    if standing.blocked:
        raise Unreachable
    if standing.request is RequestState.SENT and channel.last_number:
        raise RequestWaits


def _is_writable(channel: Channel, standing: Standing) -> bool:
    return channel.state is ChannelState.OPEN and not standing.over


def _is_poster(channel: Channel, standing: Standing) -> bool:
    if channel.posting is Posting.EVERYONE or channel.kind is ChannelKind.DIRECT or standing.keeps:
        return True
    hosts = standing.hosts if channel.kind is ChannelKind.PANEL else Role.HOST in standing.roles
    return channel.posting is Posting.HOSTS and hosts
