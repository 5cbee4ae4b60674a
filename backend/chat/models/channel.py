"""Channels, who belongs to them, and what chat knows of a person."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from schemas.words import Access, ChannelKind, ChannelState, Holding, Level, Posting, RequestState


class Channel(Numbered, Record, Base):
    """A conversation. What moves with every message (`last_number`, `last_at`, `members`) is not told on its stream.

    `key` is what there can be only one of: `community`, `session:5`, `panel:3`, `direct:3:7` (the lower id first);
    topics have none. `last_number` is how many messages it ever had. `featured_id` is the message pinned on top,
    None for the guidelines. A panel's id has no key here: chat does not know panels, and a message's neither, since
    messages refer to channels already.

    Moderators turn three things: `slow_seconds` between two messages of one person, `locked_at` while nobody writes,
    and `holding`, whose messages wait for a look.
    """

    __tablename__ = "channel"
    __table_args__ = (Index("ix_channel_meeting", "meeting_id"),)

    kind: Mapped[ChannelKind]
    key: Mapped[str | None] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(500), default="")
    guidelines: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(35), default="")
    access: Mapped[Access] = mapped_column(default=Access.MEMBERS)
    posting: Mapped[Posting] = mapped_column(default=Posting.EVERYONE)
    state: Mapped[ChannelState] = mapped_column(default=ChannelState.OPEN)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    panel_id: Mapped[int | None] = mapped_column(BigInteger)
    opens_at: Mapped[datetime | None]
    read_only_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    featured_id: Mapped[int | None] = mapped_column(BigInteger)
    last_number: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime | None]
    members: Mapped[int] = mapped_column(default=0)
    slow_seconds: Mapped[int] = mapped_column(default=0)
    locked_at: Mapped[datetime | None]
    holding: Mapped[Holding] = mapped_column(default=Holding.NOBODY)


class Membership(Numbered, Record, Base):
    """A person in a channel, one for ever: who left has `left_at`, and whoever comes back has the same.

    `read_number` only moves forward. `mentions` are those of them not read yet. `wrote_at` is when they wrote here
    last. `request` is for direct channels: how far the two have agreed to talk; None while nothing was written, and
    then the channel is not there for the one who did not open it. In a direct channel every message is a mention.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("channel_id", "person_id"),
        Index("ix_membership_person_rev", "person_id", "rev"),
    )

    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    level: Mapped[Level] = mapped_column(default=Level.ALL)
    muted_until: Mapped[datetime | None]
    read_number: Mapped[int] = mapped_column(default=0)
    mentions: Mapped[int] = mapped_column(default=0)
    wrote_at: Mapped[datetime | None]
    request: Mapped[RequestState | None]


class Block(Numbered, Record, Base):
    """A person does not want to hear of another; taken back it is removed. Only `person_id` ever learns of it."""

    __tablename__ = "block"
    __table_args__ = (
        UniqueConstraint("person_id", "blocked_id"),
        Index("ix_block_person_rev", "person_id", "rev"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    blocked_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class Chatter(Numbered, Record, Base):
    """What chat knows of a person: the guidelines they accepted, and their first messages.

    `messages` counts those that are marked as new here, and then no further.
    """

    __tablename__ = "chatter"
    __table_args__ = (Index("ix_chatter_person_rev", "person_id", "rev"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    accepted_at: Mapped[datetime | None]
    accepted_version: Mapped[int] = mapped_column(default=0)
    messages: Mapped[int] = mapped_column(default=0)
    first_at: Mapped[datetime | None]


class ChatSettings(Numbered, Base):
    """How this community talks: one row.

    A newcomer's first days begin with accepting the guidelines. Links, mentions and photos are then limited in each
    message, direct requests on each day. `edition` counts every change of the guidelines or their `points` (key, title,
    text); `guidelines_version` is the edition that has to be accepted.
    """

    __tablename__ = "chat_settings"

    guidelines: Mapped[str] = mapped_column(Text, default="")
    guidelines_version: Mapped[int] = mapped_column(default=1)
    welcome: Mapped[str] = mapped_column(Text, default="")
    prompts: Mapped[list[str]] = mapped_column(default=list)
    newcomer_days: Mapped[int] = mapped_column(default=3)
    newcomer_links: Mapped[int] = mapped_column(default=1)
    newcomer_mentions: Mapped[int] = mapped_column(default=2)
    newcomer_photos: Mapped[int] = mapped_column(default=1)
    newcomer_requests: Mapped[int] = mapped_column(default=3)
    edition: Mapped[int] = mapped_column(default=1)
    points: Mapped[list[dict[str, str]]] = mapped_column(default=list)


class GuidelinesEdition(Base):
    """The guidelines as they stood from `at` on, so that a decision can name them; `number` counts every change.

    `points` are what one can be held to: `key`, `title` and `text` each, in order.
    """

    __tablename__ = "guidelines_edition"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    guidelines: Mapped[str] = mapped_column(Text)
    points: Mapped[list[dict[str, str]]] = mapped_column(default=list)
