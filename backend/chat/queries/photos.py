"""Photos: of messages, of a person before they are sent, and those whose files are due to go."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from backend.chat.models import ChatSettings, Chatter, Held, Message, Photo
from backend.chat.queries.rights import check_may_read
from backend.chat.rules.rights import KEEPERS
from backend.core import feed
from backend.core.errors import NotFound
from schemas.words import HeldState

NEWCOMER_DAYS = 3  # until somebody changes the settings
SHOWN = select(Photo.message_id, Photo.id, Photo.alt, Photo.width, Photo.height, Photo.colour)


def photos_of(session: Session, message_ids: Collection[int]) -> Mapping[int, Sequence[Mapping[str, Any]]]:
    """The photos of these messages in their order (schemas.photos.PhotoSchema), by message."""
    if not message_ids:
        return {}
    theirs = SHOWN.where(Photo.message_id.in_(message_ids), Photo.removed_at.is_(None))
    found: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in session.connection().execute(theirs.order_by(Photo.message_id, Photo.place)):
        found[row.message_id].append(dict(row._mapping))  # noqa: SLF001 - its public name
    return found


def alts_of(session: Session, owner_id: int, photo_ids: Collection[int]) -> str:
    """What these photos of the person are said to show, a line each."""
    if not photo_ids:
        return ""
    theirs = select(Photo.alt).where(Photo.id.in_(photo_ids), Photo.owner_id == owner_id, Photo.alt != "")
    return "\n".join(session.scalars(theirs.order_by(Photo.id)))


def key_for(session: Session, reader: feed.Reader | None, photo_id: int) -> str:
    """What the photo's files are called, for whoever may read its message.

    Before it is sent that is its owner, and a moderator while it waits for a look.

    Raises:
        NotFound: when it is gone, not ready, or not theirs to see.
    """
    wanted = select(Photo.key, Photo.owner_id, Message.channel_id)
    wanted = wanted.outerjoin(Message, Message.id == Photo.message_id)
    row = session.execute(wanted.where(Photo.id == photo_id, Photo.removed_at.is_(None), *_ready())).first()
    if row is None:
        raise NotFound
    if row.channel_id is not None:
        check_may_read(session, reader, row.channel_id)
    elif reader is None or (reader.id != row.owner_id and not _is_held(session, reader, row.owner_id, photo_id)):
        raise NotFound
    return str(row.key)


def _is_held(session: Session, reader: feed.Reader, owner_id: int, photo_id: int) -> bool:
    """Whether the photo waits for a look, and by the reader."""
    if reader.roles.isdisjoint(KEEPERS):
        return False
    theirs = select(Held.photo_ids).where(Held.author_id == owner_id, Held.state == HeldState.WAITING)
    return any(photo_id in photo_ids for photo_ids in session.scalars(theirs))


def _ready() -> tuple[Any]:
    return (Photo.ready_at.is_not(None),)


def sent_with(session: Session, owner_id: int, client_id: str) -> Photo | None:
    """What the person sent by this request before, ready or not."""
    return session.scalar(select(Photo).where(Photo.owner_id == owner_id, Photo.client_id == client_id))


def count_since(session: Session, owner_id: int, since: datetime) -> int:
    """How many photos the person sent after that moment, and has not thrown away before they were swept."""
    theirs = select(func.count()).where(Photo.owner_id == owner_id, Photo.begun_at > since)
    return session.execute(theirs).scalar_one()


def is_newcomer(session: Session, person_id: int, at: datetime) -> bool:
    """Whether the person is in their first days, or has not begun them."""
    arrived = select(Chatter.accepted_at, ChatSettings.newcomer_days).outerjoin(ChatSettings, true())
    row = session.execute(arrived.where(Chatter.person_id == person_id)).first()
    if row is None or row.accepted_at is None:
        return True
    days: int = NEWCOMER_DAYS if row.newcomer_days is None else row.newcomer_days
    return bool(at < row.accepted_at + timedelta(days=days))


def photo_to_change(session: Session, owner_id: int, photo_id: int) -> Photo:
    """A photo of this person, locked.

    Raises:
        NotFound: when it is somebody else's, gone, or never was.
    """
    theirs = select(Photo).where(Photo.id == photo_id, Photo.owner_id == owner_id, Photo.removed_at.is_(None))
    found = session.scalar(theirs.with_for_update())
    if found is None:
        raise NotFound
    return found


def message_to_change(session: Session, photo_id: int) -> Message | None:
    """The message a photo was sent with, locked, as it is before its photos are; None when it was not sent."""
    theirs = select(Message).where(Message.id == select(Photo.message_id).where(Photo.id == photo_id).scalar_subquery())
    return session.scalar(theirs.with_for_update())


def message_of(session: Session, photo_id: int) -> int | None:
    """The id of the message a photo was sent with."""
    return session.scalar(select(Photo.message_id).where(Photo.id == photo_id))


def unsent_to_change(session: Session, owner_id: int, photo_ids: Collection[int]) -> dict[int, Photo]:
    """Those of these photos that the person may send, locked in the order of their ids."""
    theirs = select(Photo).where(Photo.id.in_(photo_ids), Photo.owner_id == owner_id, Photo.message_id.is_(None))
    theirs = theirs.where(Photo.removed_at.is_(None), *_ready()).order_by(Photo.id)
    return {photo.id: photo for photo in session.scalars(theirs.with_for_update())}


def photos_to_change(session: Session, message_id: int) -> Sequence[Photo]:
    """The photos of a message, locked."""
    theirs = select(Photo).where(Photo.message_id == message_id, Photo.removed_at.is_(None))
    return session.scalars(theirs.order_by(Photo.id).with_for_update()).all()


def are_due(session: Session, at: datetime) -> bool:
    """Whether the files of any photo are due to go."""
    return session.scalar(select(Photo.id).where(Photo.sweep_at <= at).limit(1)) is not None


def due_to_change(session: Session, at: datetime, *, limit: int) -> Sequence[Photo]:
    """Photos whose files are due to go, locked, unless somebody has them in hand."""
    due = select(Photo).where(Photo.sweep_at <= at).order_by(Photo.sweep_at).limit(limit)
    return session.scalars(due.with_for_update(skip_locked=True)).all()


def photos_with(session: Session, photo_ids: Collection[int]) -> Sequence[Photo]:
    """The photos with these ids, locked, whatever became of them."""
    theirs = select(Photo).where(Photo.id.in_(photo_ids)).order_by(Photo.id)
    return session.scalars(theirs.with_for_update()).all()
