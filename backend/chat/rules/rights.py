"""Who may read, write and change a channel: the whole table of rights, for doors, streams and tests alike."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from backend.chat.rules.refusals import Locked, NotAccepted, NotAMember, NotAPoster, ReadOnly, RequestWaits, Unreachable
from backend.core.errors import NotAllowed, NotFound
from backend.people.rules import restrictions
from backend.people.rules.restrictions import Restriction
from schemas.words import Access, ChannelKind, ChannelState, Posting, RequestState, RestrictionKind, Role

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


class Moderated(Channel, Protocol):
    """What moderators turned in a channel besides."""

    id: Any
    language: Any
    locked_at: Any


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to a channel; a visitor has no `id`.

    `accepted` are the guidelines in force. `joined` and `request` are of their membership. `hosts` the panel that the
    channel belongs to. `blocked`: in a direct channel, whichever of the two did it. `restrictions` are what moderators
    keep them from here, `barred` that they may not even read it. `over`: the time to talk is past, though the worker
    may not have closed the channel yet.
    """

    id: int | None = None
    named: bool = False
    roles: frozenset[Role] = frozenset()
    accepted: bool = False
    joined: bool = False
    request: RequestState | None = None
    hosts: bool = False
    blocked: bool = False
    restrictions: Sequence[Restriction] = ()
    barred: bool = False
    over: bool = False

    @property
    def keeps(self) -> bool:
        """Whether they look after everybody's channels."""
        return self.named and not self.roles.isdisjoint(KEEPERS)


def may_read(channel: Channel, standing: Standing) -> bool:
    """Whether the channel exists for them; `queries.rights.readable` asks the database the same."""
    if channel.kind is ChannelKind.DIRECT:
        return standing.request is not None and not standing.barred
    if channel.state in UNDECIDED:
        return standing.keeps or (standing.named and standing.id == channel.created_by and not standing.barred)
    return (standing.named or channel.access is Access.OPEN) and not standing.barred


def is_barred(channel: Channel, found: Sequence[Restriction]) -> bool:
    """Whether one of these, which hold in the channel, keeps somebody from reading it.

    Whoever is put out of everything still reads what stands open to anybody.
    """
    bans = [one for one in found if one.kind is RestrictionKind.BAN]
    is_open = channel.access is Access.OPEN and channel.kind is not ChannelKind.DIRECT
    return any(one.channel_id is not None or not is_open for one in bans)


def may_post(channel: Channel, standing: Standing) -> bool:
    """Whether the channel lets them write, once they have joined and accepted the guidelines."""
    silent = restrictions.first_of(standing.restrictions, *restrictions.SILENT) is not None
    able = may_read(channel, standing) and standing.named and not silent
    return able and _is_writable(channel, standing) and _is_poster(channel, standing)


@dataclass(frozen=True, slots=True)
class Scope:
    """The part a moderator looks after: these channels, and those in these languages."""

    channels: Collection[int]
    languages: Collection[str]

    def covers(self, channel_id: int | None, language: str) -> bool:
        """Whether a channel in this language is theirs to look after."""
        return channel_id in self.channels or language in self.languages


def may_moderate(channel: Moderated, standing: Standing, scope: Scope | None) -> bool:
    """Whether they may slow it down and lock it; without a scope, a moderator looks after every channel."""
    if channel.kind is ChannelKind.DIRECT or not may_read(channel, standing):
        return False
    if not standing.keeps:
        return may_edit(channel, standing)
    return scope is None or Role.ORGANISER in standing.roles or scope.covers(channel.id, channel.language)


def check_moderates(channel: Moderated, standing: Standing, scope: Scope | None, *, holds: bool) -> None:
    """Refuse whoever does not moderate the channel; its panel's hosts do, but do not hold messages."""
    check_reads(channel, standing)
    if not may_moderate(channel, standing, scope) or (holds and not standing.keeps):
        raise NotAllowed


def may_edit(channel: Channel, standing: Standing) -> bool:
    """Whether they may change what the channel is called and how it is used."""
    if channel.kind is ChannelKind.DIRECT:
        return False
    return standing.keeps or (channel.kind is ChannelKind.PANEL and standing.named and standing.hosts)


def may_answer(channel: Channel, standing: Standing) -> bool:
    """Whether they open or decline the topic that is proposed."""
    return channel.state in UNDECIDED and standing.keeps


def check_reads(channel: Channel, standing: Standing) -> None:
    """Refuse a channel that is not theirs to read, as one that does not exist; to who was put out of it, say so."""
    if may_read(channel, standing):
        return
    if standing.barred and may_read(channel, replace(standing, barred=False)):
        restrictions.check(standing.restrictions, RestrictionKind.BAN)
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


def check_writes(channel: Moderated, standing: Standing) -> None:
    """Refuse a message; what they can do something about is said before what they cannot.

    Raises:
        NotFound: when they may not read it either.
        Restricted, NotAccepted, ReadOnly, Locked, Unreachable, RequestWaits, NotAPoster, NotAMember: as each says.
    """
    check_takes_part(channel, standing)
    check_unlocked(channel, standing)
    _check_direct(channel, standing)
    if not _is_poster(channel, standing):
        raise NotAPoster
    if channel.kind in JOINED_FIRST and not standing.joined:
        raise NotAMember


def check_takes_part(channel: Channel, standing: Standing, *, silent: bool = False) -> None:
    """Refuse a reaction, or a change of what was said; `silent` takes one back, which may who is kept from writing.

    Raises:
        NotFound: when they may not read it.
        Restricted, NotAccepted, ReadOnly, Unreachable: as each says.
    """
    check_reads(channel, standing)
    if not silent:
        restrictions.check(standing.restrictions, *restrictions.SILENT)
    if not standing.accepted:
        raise NotAccepted
    if not _is_writable(channel, standing):
        raise ReadOnly
    if standing.blocked:
        raise Unreachable


def is_above(channel: Channel, standing: Standing) -> bool:
    """Whether a lock, slow mode and holding are not for them: moderators, and a panel's hosts in its channel."""
    return may_edit(channel, standing)


def check_unlocked(channel: Moderated, standing: Standing) -> None:
    """Refuse to write where a moderator has locked the channel."""
    if channel.locked_at is not None and not is_above(channel, standing):
        raise Locked(channel.locked_at)


def _check_direct(channel: Channel, standing: Standing) -> None:
    if channel.kind is not ChannelKind.DIRECT:
        return
    if standing.request is RequestState.SENT and channel.last_number:
        raise RequestWaits


def _is_writable(channel: Channel, standing: Standing) -> bool:
    return channel.state is ChannelState.OPEN and not standing.over


def _is_poster(channel: Channel, standing: Standing) -> bool:
    if channel.posting is Posting.EVERYONE or channel.kind is ChannelKind.DIRECT or standing.keeps:
        return True
    hosts = standing.hosts if channel.kind is ChannelKind.PANEL else Role.HOST in standing.roles
    return channel.posting is Posting.HOSTS and hosts
