"""Who may read which channel: asked for every page and every stream, so it is one light query."""

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Membership
from backend.chat.queries.standing import NOBODY, barred, here_for
from backend.chat.rules import rights
from backend.chat.rules.rights import Standing
from backend.core import feed
from backend.core.errors import NotFound
from schemas.words import RequestState

_mine = and_(Membership.channel_id == Channel.id, Membership.person_id == bindparam("reader"))
_barred = barred(bindparam("reader"))
READING = (
    select(Channel.kind, Channel.access, Channel.state, Channel.created_by, Membership.request, _barred.label("barred"))
    .outerjoin(Membership, _mine)
    .where(Channel.id == bindparam("channel"), Channel.removed_at.is_(None))
)


def may_hear(session: Session, reader: feed.Reader | None, channel_id: int) -> bool:
    """Whether the reader may hear, and so read, this channel; no for one that does not exist."""
    asked = {"reader": reader.id if reader else NOBODY, "channel": channel_id}
    row = session.connection().execute(READING, asked).first()
    return row is not None and rights.may_read(row, _standing(reader, row.request, barred=row.barred))


def _standing(reader: feed.Reader | None, request: RequestState | None, *, barred: bool) -> Standing:
    if reader is None:
        return Standing()
    roles = frozenset(reader.roles)
    return Standing(id=reader.id, named=bool(reader.name), roles=roles, request=request, barred=barred)


def check_may_read(session: Session, reader: feed.Reader | None, channel_id: int) -> None:
    """Refuse whoever may not read this channel.

    Raises:
        NotFound: as for a channel that does not exist.
        Restricted: when they were put out of it.
    """
    if not may_hear(session, reader, channel_id):
        here_for(session, reader, channel_id)
        raise NotFound
