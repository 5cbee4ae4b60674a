"""What waits for a look: as its author sees it, as moderators do, and to be decided."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.chat.models import Held, Photo
from backend.core.errors import NotFound
from schemas.words import HeldState

OWN = (
    *("id", "rev", "removed_at", "channel_id", "author_id", "client_id", "message_id", "text", "corrected"),
    *("reply_to_id", "photo_ids", "at", "state", "why", "decided_at", "published_id"),
)
NEWEST = 100  # of a phone that begins anew
SHOWN = select(Photo.id, Photo.alt, Photo.width, Photo.height, Photo.colour)


@dataclass(slots=True)
class Waiting:
    """What is held in the shape of schemas.holding.HeldSchema, with `why` for moderators."""

    id: int
    rev: int
    removed_at: datetime | None
    channel_id: int
    author_id: int
    client_id: str
    message_id: int | None
    text: str
    corrected: bool
    reply_to_id: int | None
    photo_ids: Sequence[int]
    at: datetime
    state: HeldState
    why: Mapping[str, Any]
    decided_at: datetime | None
    published_id: int | None
    photos: Sequence[Mapping[str, Any]]


def shown(session: Session, rows: Sequence[Held]) -> list[Waiting]:
    """These rows with their photos."""
    there = _photos(session, [row for row in rows if row.state is HeldState.WAITING])
    return [Waiting(**{name: getattr(row, name) for name in OWN}, photos=there[row.id]) for row in rows]


def _photos(session: Session, rows: Sequence[Held]) -> Mapping[int, list[Mapping[str, Any]]]:
    wanted = {photo_id for row in rows for photo_id in row.photo_ids}
    found: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    if not wanted:
        return found
    asked = SHOWN.where(Photo.id.in_(wanted), Photo.removed_at.is_(None))
    known = {row.id: dict(row._mapping) for row in session.execute(asked)}  # noqa: SLF001 - its public name
    for row in rows:
        found[row.id] = [known[photo_id] for photo_id in row.photo_ids if photo_id in known]
    return found


def held_changed(session: Session, person_id: int, since: int) -> list[Waiting]:
    """What of a person's is held, as far as it changed after `since`, in that order; from the beginning the newest."""
    theirs = select(Held).where(Held.author_id == person_id, Held.rev > since)
    if since:
        return shown(session, session.scalars(theirs.order_by(Held.rev)).all())
    newest = theirs.where(Held.removed_at.is_(None), Held.state != HeldState.PUBLISHED)
    rows = session.scalars(newest.order_by(Held.rev.desc()).limit(NEWEST)).all()
    return shown(session, list(reversed(rows)))


def held_with(session: Session, ids: Collection[int]) -> dict[int, Waiting]:
    """What is held, by id, for moderators; the caller knows that they may read it."""
    rows = session.scalars(select(Held).where(Held.id.in_(ids))).all()
    return {one.id: one for one in shown(session, rows)}


def held_to_change(session: Session, held_id: int) -> Held:
    """What is held, locked; its channel must be.

    Raises:
        NotFound: when there is none.
    """
    there = select(Held).where(Held.id == held_id).with_for_update()
    found = session.scalar(there.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def channel_of(session: Session, held_id: int) -> int:
    """The channel for which it is held.

    Raises:
        NotFound: when there is none.
    """
    found = session.scalar(select(Held.channel_id).where(Held.id == held_id))
    if found is None:
        raise NotFound
    return found


def sent_with(session: Session, author_id: int, client_id: str) -> Held | None:
    """What was held of this request."""
    return session.scalar(select(Held).where(Held.author_id == author_id, Held.client_id == client_id))


def last_held(session: Session, channel_id: int, author_id: int) -> datetime | None:
    """When somebody last wrote in the channel what was held, whatever became of it."""
    theirs = select(Held.at).where(Held.channel_id == channel_id, Held.author_id == author_id)
    return session.scalar(theirs.where(Held.message_id.is_(None)).order_by(Held.at.desc()).limit(1))


def edit_waiting(session: Session, message_id: int) -> Held | None:
    """The new words of a message that wait, locked."""
    theirs = select(Held).where(Held.message_id == message_id, Held.state == HeldState.WAITING)
    return session.scalar(theirs.with_for_update())


def waiting_of(session: Session, channel_id: int, author_id: int) -> Sequence[Held]:
    """The messages of a person that wait in a channel, the first first, locked."""
    theirs = select(Held).where(Held.channel_id == channel_id, Held.author_id == author_id)
    theirs = theirs.where(Held.state == HeldState.WAITING, Held.message_id.is_(None))
    return session.scalars(theirs.order_by(Held.id).with_for_update()).all()


def waiting_count(session: Session) -> int:
    """How much waits for a look, in all channels."""
    return session.execute(select(func.count()).where(Held.state == HeldState.WAITING)).scalar_one()


def sealed_until(session: Session, at: datetime, limit: int) -> Sequence[Held]:
    """What was withheld and need not be kept any longer, locked."""
    due = select(Held).where(Held.sealed_until <= at).order_by(Held.sealed_until).limit(limit)
    return session.scalars(due.with_for_update(skip_locked=True)).all()
