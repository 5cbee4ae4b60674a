"""Moderators' scopes, and how this community moderates."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered
from schemas.words import Holding, WhenAway


class ModeratorScope(Numbered, Base):
    """A part a moderator looks after: a channel, or a language; whoever has no such row looks after everything."""

    __tablename__ = "moderator_scope"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(35), default="")


class ModerationSettings(Numbered, Base):
    """How this community moderates: one row. Times are in minutes, hours or days as their names say.

    `newcomers` says whether newcomers' messages wait for a look in every channel. When no moderator was at the desk
    (`seen_at`) for `away_hours`, organisers are told and `when_away` holds, since `away_since`. `rules_version` is
    another number after every change of a rule.
    """

    __tablename__ = "moderation_settings"

    newcomers: Mapped[Holding] = mapped_column(default=Holding.NOBODY)
    claim_minutes: Mapped[int] = mapped_column(default=10)
    appeal_days: Mapped[int] = mapped_column(default=30)
    evidence_days: Mapped[int] = mapped_column(default=60)
    strike_days: Mapped[int] = mapped_column(default=180)
    away_hours: Mapped[int] = mapped_column(default=12)
    when_away: Mapped[WhenAway] = mapped_column(default=WhenAway.STAY)
    seen_at: Mapped[datetime | None]
    away_since: Mapped[datetime | None]
    rules_version: Mapped[int] = mapped_column(default=1)
