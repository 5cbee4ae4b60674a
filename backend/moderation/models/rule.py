"""The table of automatic rules."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered
from schemas.words import Effect, RuleKind


class ModerationRule(Numbered, Base):
    """One automatic rule; without `channel_id` it holds in every channel but direct ones. `settings` are its kind's.

    It judges while `live`. A rule that is done with keeps its row (`removed_at`), since cases name it.
    """

    __tablename__ = "moderation_rule"

    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[RuleKind]
    effect: Mapped[Effect]
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    settings: Mapped[dict[str, Any]]
    live: Mapped[bool] = mapped_column(default=False)
    guideline: Mapped[str] = mapped_column(String(40), default="")
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
