"""The table of notices."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from schemas.words import NoticeKind


class Notice(Numbered, Record, Base):
    """One thing that concerns one person. `about` names it for programs (panel_id, title, …), `text` says it.

    `pushed_at` and `mailed_at` are for channels that come later: what they have not sent yet is None there.
    """

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_person_rev", "person_id", "rev"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[NoticeKind]
    at: Mapped[datetime] = mapped_column(index=True)
    about: Mapped[dict[str, Any]]
    text: Mapped[str] = mapped_column(String(500))
    seen_at: Mapped[datetime | None]
    pushed_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
