"""Tables of the bloggers of a meeting and of what their blogs say."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.core.db import Base, Numbered
from backend.core.feed import Record
from schemas.words import Decision

ADDRESS = 500


class Blog(Numbered, Base):
    """A blog as somebody named it, and what was last read of it; the bloggers of several meetings share one.

    `found_url` is where its feed is asked for once that is another address than the given one. `posts` are the
    newest ones (`key, title, url, at, excerpt`, all text; `at` is ISO in UTC). `due_at` is when it is read next, None
    for never again; `trouble` why the last try told nothing, empty while all is well.
    """

    __tablename__ = "blog"
    __table_args__ = (UniqueConstraint("page_url", "feed_url"),)

    page_url: Mapped[str] = mapped_column(String(ADDRESS), default="")
    feed_url: Mapped[str] = mapped_column(String(ADDRESS), default="")
    found_url: Mapped[str] = mapped_column(String(ADDRESS), default="")
    title: Mapped[str] = mapped_column(String(200), default="")
    home_url: Mapped[str] = mapped_column(String(ADDRESS), default="")
    posts: Mapped[list[dict[str, str]]] = mapped_column(default=list)
    etag: Mapped[str] = mapped_column(String(300), default="")
    modified: Mapped[str] = mapped_column(String(100), default="")
    asked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    failures: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(String(700), default="")


class Blogger(Numbered, Record, Base):
    """Somebody with a blog at one meeting; `person_id` where they are a member, whose profile they then follow."""

    __tablename__ = "blogger"
    __table_args__ = (Index("ix_blogger_meeting_rev", "meeting_id", "rev"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    headline: Mapped[str] = mapped_column(String(300), default="")
    blog_id: Mapped[int | None] = mapped_column(ForeignKey("blog.id"), index=True)
    added_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]

    blog: Mapped[Blog | None] = relationship(lazy="raise")

    @property
    def blog_title(self) -> str:
        """What the blog calls itself; empty until it was read."""
        return self.blog.title if self.blog else ""

    @property
    def blog_url(self) -> str:
        """The page to read: the given one, else the one its feed names."""
        return (self.blog.page_url or self.blog.home_url) if self.blog else ""

    @property
    def feed_url(self) -> str:
        """Where the feed is."""
        return (self.blog.found_url or self.blog.feed_url) if self.blog else ""

    @property
    def posts(self) -> list[dict[str, Any]]:
        """The newest posts as a record shows them."""
        return [dict(post) for post in self.blog.posts[:NEWEST]] if self.blog else []


class Application(Numbered, Record, Base):
    """Somebody would like to be on a panel, or with no `panel_id` on any of the meeting's."""

    __tablename__ = "application"
    __table_args__ = (
        UniqueConstraint("person_id", "client_id"),
        Index("ix_application_person_rev", "person_id", "rev"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    panel_id: Mapped[int | None] = mapped_column(ForeignKey("panel.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    client_id: Mapped[str] = mapped_column(String(36))
    blog_url: Mapped[str] = mapped_column(String(ADDRESS))
    feed_url: Mapped[str] = mapped_column(String(ADDRESS), default="")
    pitch: Mapped[str] = mapped_column(Text)
    decision: Mapped[Decision] = mapped_column(default=Decision.OPEN)
    note: Mapped[str] = mapped_column(String(500), default="")
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


NEWEST = 3  # posts in a record; the rest is asked for
