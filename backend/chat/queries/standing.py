"""How somebody stands to a channel, in one query; and every channel they may read, as a query to be part of others."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, false, or_, select, true
from sqlalchemy.orm import Session, aliased

from backend.chat.models import Block, Channel, ChatSettings, Chatter, Membership
from backend.chat.queries.settings import first_settings
from backend.chat.rules import rights
from backend.chat.rules.rights import KEEPERS, UNDECIDED, Scope, Standing
from backend.core import clock, feed
from backend.core.errors import NotFound
from backend.people.models import Person, Restriction
from backend.people.queries.restrictions import restrictions_of, restricts
from schemas.words import Access, ChannelKind, RestrictionKind, Role

NOBODY = 0

Hosting = Callable[[Session, feed.Reader, Collection[int]], Collection[int]]
_hosting: dict[str, Hosting] = {}


def asks_who_hosts(name: str, hosting: Hosting) -> None:
    """Let a feature above say which of some panels a reader hosts: `hosting(session, reader, panel_ids)`.

    Filled when the app starts, so that chat need not know panels.
    """
    _hosting[name] = hosting


Scoped = Callable[[Session, int], Scope | None]
_scoped: dict[str, Scoped] = {}


def asks_scope(name: str, scoped: Scoped) -> None:
    """Let a feature above say what part a moderator looks after: `scoped(session, person_id)`; None for everything.

    Filled when the app starts, so that chat need not know moderation.
    """
    _scoped[name] = scoped


def scope_of(session: Session, reader: feed.Reader | None) -> Scope | None:
    """What part the reader looks after, when they are a moderator with less than everything."""
    if reader is None or Role.MODERATOR not in reader.roles or Role.ORGANISER in reader.roles:
        return None
    found = [scoped(session, reader.id) for scoped in _scoped.values()]
    return next((scope for scope in found if scope is not None), None)


@dataclass(frozen=True, slots=True)
class Here:
    """A channel as somebody meets it: their membership, what chat knows of them, and what organisers set.

    `held`: they wrote a while ago, and it was held.
    """

    channel: Channel
    membership: Membership | None
    chatter: Chatter | None
    settings: ChatSettings
    standing: Standing
    held: bool = False


def _blocked() -> ColumnElement[bool]:
    """Whether one of a direct channel's two blocked the other."""
    other = aliased(Membership)
    either = or_(
        and_(Block.person_id == bindparam("reader"), Block.blocked_id == other.person_id),
        and_(Block.blocked_id == bindparam("reader"), Block.person_id == other.person_id),
    )
    found = exists(
        select(Block.id)
        .join(other, either)
        .where(other.channel_id == Channel.id, other.person_id != bindparam("reader"), Block.removed_at.is_(None))
        .correlate(Channel)
    )
    return case((Channel.kind == ChannelKind.DIRECT, found), else_=false())


def barred(person: Any) -> ColumnElement[bool]:
    """Whether a ban keeps the person from reading a channel: what `rules.rights.is_barred` says, for the database."""
    closed = or_(Channel.access != Access.OPEN, Channel.kind == ChannelKind.DIRECT)
    ban = and_(Restriction.kind == RestrictionKind.BAN, or_(Restriction.channel_id.is_not(None), closed))
    return restricts(person, Channel.id, ban)


def barred_from(session: Session, channel_id: int, among: Collection[int]) -> frozenset[int]:
    """Those of these people whom a ban keeps from reading the channel."""
    if not among:
        return frozenset()
    theirs = select(Person.id).join(Channel, Channel.id == channel_id).where(Person.id.in_(among), barred(Person.id))
    return frozenset(session.scalars(theirs))


_mine = and_(Membership.channel_id == Channel.id, Membership.person_id == bindparam("reader"))
# What is looked up before every message, so it is made once.
HERE: Select[Channel, Membership, Chatter, ChatSettings, bool, bool] = (
    select(
        Channel,
        Membership,
        Chatter,
        ChatSettings,
        _blocked().label("blocked"),
        restricts(bindparam("reader"), Channel.id).label("restricted"),
    )
    .outerjoin(Membership, _mine)
    .outerjoin(Chatter, Chatter.person_id == bindparam("reader"))
    .outerjoin(ChatSettings, true())
    .where(Channel.removed_at.is_(None))
)
ONE = HERE.where(Channel.id == bindparam("channel"))


def here_for(session: Session, reader: feed.Reader | None, channel_id: int) -> Here:
    """The channel as the reader meets it; a visitor is None.

    Raises:
        NotFound: when there is none, or it is not theirs to read.
    """
    rows = session.execute(ONE, {"reader": reader.id if reader else NOBODY, "channel": channel_id}).all()
    if not rows:
        raise NotFound
    found = gathered(session, reader, rows)[0]
    rights.check_reads(found.channel, found.standing)
    return found


def gathered(
    session: Session,
    reader: feed.Reader | None,
    rows: Collection[tuple[Channel, Membership | None, Chatter | None, ChatSettings | None, bool, bool]],
) -> list[Here]:
    """Rows of `HERE` with the reader's standing.

    One further query where panels are among them and they may host, and one where they are restricted.
    """
    hosted = _hosted(session, reader, [row[0].panel_id for row in rows if row[0].panel_id])
    kept_from = restrictions_of(session, reader.id) if reader and any(row[5] for row in rows) else ()
    return [_gathered(reader, row, hosted, kept_from) for row in rows]


def _gathered(
    reader: feed.Reader | None,
    row: tuple[Channel, Membership | None, Chatter | None, ChatSettings | None, bool, bool],
    hosted: Collection[int],
    kept_from: Sequence[Restriction],
) -> Here:
    channel, mine, chatter, settings, blocked, _restricted = row
    here = [one for one in kept_from if one.channel_id in {None, channel.id}]
    standing = _standing(reader, mine, accepted=_accepted(chatter, settings), hosts=channel.panel_id in hosted)
    if channel.read_only_at is not None and clock.now() >= channel.read_only_at:
        standing = replace(standing, over=True)
    if blocked or here:
        standing = replace(standing, blocked=blocked, restrictions=here, barred=rights.is_barred(channel, here))
    return Here(channel, mine, chatter, settings or first_settings(), standing)


def _accepted(chatter: Chatter | None, settings: ChatSettings | None) -> bool:
    in_force = settings.guidelines_version if settings else 1
    return chatter is not None and chatter.accepted_version >= in_force


def _standing(reader: feed.Reader | None, mine: Membership | None, *, accepted: bool, hosts: bool) -> Standing:
    if reader is None:
        return Standing()
    return Standing(
        id=reader.id,
        named=bool(reader.name),
        roles=frozenset(reader.roles),
        accepted=accepted,
        joined=mine is not None and mine.left_at is None,
        request=mine.request if mine else None,
        hosts=hosts,
    )


def _hosted(session: Session, reader: feed.Reader | None, panel_ids: Collection[int]) -> Collection[int]:
    if reader is None or Role.HOST not in reader.roles or not panel_ids:
        return ()
    return {panel for hosting in _hosting.values() for panel in hosting(session, reader, panel_ids)}


def readable(reader: feed.Reader | None) -> Select[int]:
    """The ids of the channels that the reader may read, to be part of other queries; a visitor is None."""
    return select(Channel.id).where(is_readable(reader))


def is_readable(reader: feed.Reader | None) -> ColumnElement[bool]:
    """Whether a channel is one that the reader may read: what `rules.rights.may_read` says, for the database."""
    shared = and_(Channel.kind != ChannelKind.DIRECT, Channel.state.not_in(UNDECIDED), Channel.removed_at.is_(None))
    if reader is None or not reader.name:
        theirs = [~barred(reader.id)] if reader else []
        return or_(and_(shared, Channel.access == Access.OPEN, *theirs), _asked_to(reader))
    shared = and_(shared, ~barred(reader.id))
    undecided = and_(Channel.state.in_(UNDECIDED), Channel.kind != ChannelKind.DIRECT, Channel.removed_at.is_(None))
    if reader.roles.isdisjoint(KEEPERS):
        undecided = and_(undecided, Channel.created_by == reader.id, ~barred(reader.id))
    return or_(shared, undecided, _asked_to(reader))


def _asked_to(reader: feed.Reader | None) -> ColumnElement[bool]:
    """Whether it is a direct channel that the reader knows of."""
    if reader is None:
        return false()
    mine = select(Membership.channel_id).where(Membership.person_id == reader.id, Membership.request.is_not(None))
    return and_(Channel.kind == ChannelKind.DIRECT, Channel.id.in_(mine), ~barred(reader.id))


def check_edits_for(session: Session, reader: feed.Reader, channel_id: int) -> None:
    """Refuse whoever may not change the channel.

    Raises:
        NotFound: when it is not theirs to read.
        NotAllowed: when they may only read it.
    """
    here = here_for(session, reader, channel_id)
    rights.check_edits(here.channel, here.standing)
