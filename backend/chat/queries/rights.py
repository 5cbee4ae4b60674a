"""Who may read which channel: asked for every page and every stream, so it is one query."""

from collections.abc import Callable

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Membership
from backend.chat.rules import reading
from backend.chat.rules.reading import Asking, Channelled
from backend.core import feed
from backend.core.errors import NotFound

Teller = Callable[[Session, Channel, int], bool]
_tellers: dict[str, Teller] = {}

_theirs = and_(Membership.channel_id == Channel.id, Membership.person_id == bindparam("person"))
LOOKED = (
    select(Channel.kind, Channel.access, Channel.state, Channel.created_by, Membership.request)
    .outerjoin(Membership, _theirs)
    .where(Channel.id == bindparam("channel"), Channel.removed_at.is_(None))
)


def may_hear(session: Session, reader: feed.Reader | None, channel_id: int) -> bool:
    """Whether the reader may hear, and so read, this channel; no for one that does not exist."""
    asking = asking_of(reader)
    row = session.connection().execute(LOOKED, {"person": asking.id, "channel": channel_id}).first()
    if row is None:
        return False
    looked = Channelled(row.kind, row.access, row.state, row.created_by, row.request)
    return reading.may_read(looked, asking)


def asking_of(reader: feed.Reader | None) -> Asking:
    """The reader as rules know them."""
    return Asking(reader.id, reader.name, reader.roles) if reader else Asking(0, "", frozenset())


def check_may_read(session: Session, reader: feed.Reader | None, channel_id: int) -> None:
    """Refuse whoever may not read this channel.

    Raises:
        NotFound: as for a channel that does not exist.
    """
    if not may_hear(session, reader, channel_id):
        raise NotFound


def hosted_by(name: str, teller: Teller) -> None:
    """Let a feature tell who hosts a session's or panel's channel: `teller(session, channel, person_id)`.

    Filled when the app starts, so that chat need not know panels.
    """
    _tellers[name] = teller


def hosts(session: Session, channel: Channel, person_id: int) -> bool:
    """Whether the person is a host of what this channel belongs to."""
    return any(tells(session, channel, person_id) for tells in _tellers.values())
