"""Messages and what hangs on them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.core.db import Base, Numbered
from backend.core.feed import Record


def _if_any(name: str, *columns: str) -> Index:
    """An index of those rows only that have something there: most messages answer none."""
    there = text(f"{columns[0]} IS NOT NULL")
    return Index(name, *columns, sqlite_where=there, postgresql_where=there)


class Message(Numbered, Record, Base):
    """What somebody said. The row stays for ever: a removed one is empty, and its number and `client_id` stay taken.

    `number` counts in the channel, without holes. `text` is as typed, mentions as `<@12>`; `html` is made of it when
    it is written. `reply_to_id` is what it answers, `root_id` where that chain began; the beginning counts `replies`.
    `reactions` are counts by emoji, `mention_ids` people, `photo_ids` the photos in order.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("channel_id", "number"),
        UniqueConstraint("author_id", "client_id"),
        Index("ix_message_channel_rev", "channel_id", "rev"),
        Index("ix_message_channel_at", "channel_id", "at"),
        Index("ix_message_author_at", "author_id", "at"),
        _if_any("ix_message_root", "root_id", "number"),
        _if_any("ix_message_reply_to", "reply_to_id"),
    )

    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id"))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    client_id: Mapped[str] = mapped_column(String(36))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    edited_at: Mapped[datetime | None]
    corrected: Mapped[bool] = mapped_column(default=False)
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    root_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    replies: Mapped[int] = mapped_column(default=0)
    last_reply_at: Mapped[datetime | None]
    new_here: Mapped[bool] = mapped_column(default=False)
    reactions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    mention_ids: Mapped[list[int]] = mapped_column(default=list)
    photo_ids: Mapped[list[int]] = mapped_column(default=list)


class MessageEdit(Numbered, Base):
    """What a message said before it was edited at that time; gone when the message is removed."""

    __tablename__ = "message_edit"

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)


class Reaction(Numbered, Record, Base):
    """What one person added to a message: emoji in the order they were added; without any it is removed."""

    __tablename__ = "reaction"
    __table_args__ = (
        UniqueConstraint("message_id", "person_id"),
        Index("ix_reaction_person_rev", "person_id", "rev"),
    )

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    emoji: Mapped[list[str]] = mapped_column(default=list)
    at: Mapped[datetime]


class Mention(Base):
    """That a message names a person who hears of it; whom the person has blocked is not written down here."""

    __tablename__ = "mention"
    __table_args__ = (Index("ix_mention_person_channel_number", "person_id", "channel_id", "number"),)

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id"))
    number: Mapped[int]

    message: Mapped[Message] = relationship(lazy="raise")
