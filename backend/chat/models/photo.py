"""Photos: what is known of them. The pictures themselves are files (core.storage)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered


class Photo(Numbered, Base):
    """A photo on its way into a message, or in one. It is a part of the message's record and none of its own.

    `key` is what its files are called, which nobody could guess; `client_id` names the request that sent it.
    `ready_at` is when all its files were there; `message_id` and `place` say where it was sent. `removed_at`: it is
    shown to nobody any more. `sweep_at` is when its files are due to go: two days after they came unless it is sent,
    and at once when it is removed.
    """

    __tablename__ = "photo"
    __table_args__ = (
        UniqueConstraint("owner_id", "client_id"),
        Index("ix_photo_message", "message_id"),
        Index("ix_photo_sweep_at", "sweep_at"),
        Index("ix_photo_owner_begun_at", "owner_id", "begun_at"),
    )

    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    client_id: Mapped[str] = mapped_column(String(36))
    key: Mapped[str] = mapped_column(String(32), unique=True)
    alt: Mapped[str] = mapped_column(String(500))
    width: Mapped[int]
    height: Mapped[int]
    colour: Mapped[str] = mapped_column(String(7))
    begun_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    place: Mapped[int] = mapped_column(default=0)
    removed_at: Mapped[datetime | None]
    sweep_at: Mapped[datetime | None]
