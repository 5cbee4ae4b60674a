"""What waits for a look before anybody reads it."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from schemas.words import HeldState


class Held(Numbered, Record, Base):
    """A message, or the new words of one (`message_id`), as its author sees it waiting; told on their own stream.

    It has no number in its channel before it is published. `why` is for moderators: the rule or the restriction that
    held it and what weighed most. `published_id` is the message it became. Once it is no longer waiting, `text` is
    empty. One that is approved (`decided_at`) goes on waiting while an earlier one of its author does in this channel.
    `sealed` is what was withheld, so that it can still be published, until `sealed_until`.
    """

    __tablename__ = "held"
    __table_args__ = (
        UniqueConstraint("author_id", "client_id"),
        Index("ix_held_author_rev", "author_id", "rev"),
        Index("ix_held_state", "state", "channel_id", "id"),
    )

    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    client_id: Mapped[str] = mapped_column(String(36))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    text: Mapped[str] = mapped_column(Text)
    corrected: Mapped[bool] = mapped_column(default=False)
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    photo_ids: Mapped[list[int]] = mapped_column(default=list)
    at: Mapped[datetime]
    state: Mapped[HeldState] = mapped_column(default=HeldState.WAITING)
    why: Mapped[dict[str, Any]] = mapped_column(default=dict)
    decided_at: Mapped[datetime | None]
    published_id: Mapped[int | None] = mapped_column(BigInteger)
    sealed: Mapped[str] = mapped_column(Text, default="")
    sealed_until: Mapped[datetime | None] = mapped_column(index=True)
