"""Reads of bloggers and their blogs; who blogs at a meeting is public."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, selectinload

from backend.core import feed
from backend.core.errors import NotFound
from backend.meetings import queries as meetings
from backend.panels.models import Blog, Blogger, Panel
from backend.panels.queries.rights import may_host

WITH_BLOG = selectinload(Blogger.blog)


def bloggers_changed(session: Session, meeting_id: int, since: int) -> Sequence[Blogger]:
    """The meeting's bloggers that changed after `since`, in that order, with their blogs."""
    theirs = select(Blogger).where(Blogger.meeting_id == meeting_id, Blogger.rev > since)
    return session.scalars(theirs.order_by(Blogger.rev).options(WITH_BLOG)).all()


def bloggers_of(session: Session, meeting_id: int) -> Sequence[Blogger]:
    """The meeting's bloggers by name, with their blogs."""
    theirs = select(Blogger).where(Blogger.meeting_id == meeting_id, Blogger.removed_at.is_(None))
    return session.scalars(theirs.order_by(Blogger.name, Blogger.id).options(WITH_BLOG)).all()


def count_of(session: Session, meeting_id: int) -> int:
    """How many bloggers the meeting has."""
    theirs = select(func.count(Blogger.id)).where(Blogger.meeting_id == meeting_id, Blogger.removed_at.is_(None))
    return session.execute(theirs).scalar_one()


def blogger_to_show(session: Session, blogger_id: int) -> Blogger:
    """A blogger with their blog.

    Raises:
        NotFound: when there is none.
    """
    theirs = select(Blogger).where(Blogger.id == blogger_id, Blogger.removed_at.is_(None))
    found = session.scalar(theirs.options(WITH_BLOG))
    if found is None:
        raise NotFound
    return found


def blogger_to_change(session: Session, blogger_id: int) -> Blogger:
    """A blogger with their blog; the meeting is locked.

    Raises:
        NotFound: when there is none.
    """
    found = blogger_to_show(session, blogger_id)
    meetings.meeting_to_change(session, found.meeting_id)
    return found


def bloggers_of_person(session: Session, person_id: int) -> Sequence[Blogger]:
    """Where this person is a blogger, with their blogs."""
    theirs = select(Blogger).where(Blogger.person_id == person_id, Blogger.removed_at.is_(None))
    return session.scalars(theirs.order_by(Blogger.id).options(WITH_BLOG)).all()


def blogger_at(session: Session, meeting_id: int, person_id: int) -> Blogger | None:
    """The person as a blogger of the meeting."""
    return next((one for one in bloggers_of_person(session, person_id) if one.meeting_id == meeting_id), None)


def unknown_bloggers(session: Session, meeting_id: int, ids: Collection[int]) -> set[int]:
    """Which of these are not on the meeting's blogroll."""
    theirs = select(Blogger.id).where(Blogger.meeting_id == meeting_id, Blogger.removed_at.is_(None))
    return set(ids) - set(session.scalars(theirs.where(Blogger.id.in_(ids))))


def panel_to_fill(session: Session, reader: feed.Reader, panel_id: int) -> Panel:
    """A panel that the reader hosts, with its hosts, locked.

    Raises:
        NotFound: when there is none, or it is for others to fill.
    """
    theirs = select(Panel).where(Panel.id == panel_id, Panel.removed_at.is_(None)).options(selectinload(Panel.hosts))
    found = session.scalar(theirs.with_for_update())
    if found is None or not may_host(session, reader, panel_id):
        raise NotFound
    return found


def panels_with(session: Session, blogger: Blogger) -> list[Panel]:
    """The panels on which the blogger is, locked."""
    theirs = select(Panel).where(Panel.meeting_id == blogger.meeting_id).order_by(Panel.id)
    found = session.scalars(theirs.with_for_update().options(selectinload(Panel.hosts))).all()
    return [panel for panel in found if blogger.id in panel.blogger_ids]


def is_of_meeting(session: Session, panel_id: int, meeting_id: int) -> bool:
    """Whether there is such a panel at the meeting."""
    theirs = select(Panel.id).where(Panel.id == panel_id, Panel.meeting_id == meeting_id, Panel.removed_at.is_(None))
    return session.scalar(theirs) is not None


def blog_at(session: Session, page_url: str, feed_url: str) -> Blog | None:
    """The blog that was named so."""
    return session.scalar(select(Blog).where(Blog.page_url == page_url, Blog.feed_url == feed_url))


def blogs_due(session: Session, *, at: datetime, limit: int) -> Sequence[Blog]:
    """Blogs of somebody who is still a blogger, to be read now, the longest due first; locked."""
    wanted = exists().where(Blogger.blog_id == Blog.id, Blogger.removed_at.is_(None))
    due = select(Blog).where(Blog.due_at <= at, wanted).order_by(Blog.due_at, Blog.id).limit(limit)
    return session.scalars(due.with_for_update(skip_locked=True)).all()


def blog_to_change(session: Session, blog_id: int) -> Blog:
    """A blog, locked; it must exist."""
    return session.get_one(Blog, blog_id, with_for_update=True)


def readers_of(session: Session, blog_id: int) -> Sequence[Blogger]:
    """The bloggers who show this blog."""
    theirs = select(Blogger).where(Blogger.blog_id == blog_id, Blogger.removed_at.is_(None)).order_by(Blogger.id)
    return session.scalars(theirs.options(WITH_BLOG)).all()


def posts_of(session: Session, blogger_id: int) -> list[dict[str, str]]:
    """What a blogger wrote last, newest first, with the first words of each.

    Raises:
        NotFound: when there is no such blogger.
    """
    blog = blogger_to_show(session, blogger_id).blog
    return list(blog.posts) if blog else []


def readings(session: Session, slug: str) -> list[dict[str, Any]]:
    """How the reading of each blogger's blog goes (schemas.bloggers.ReadingSchema).

    Raises:
        NotFound: when there is no such meeting.
    """
    return [
        {"blogger_id": blogger.id, "url": blogger.feed_url or blogger.blog_url}
        | {name: getattr(blogger.blog, name) for name in ("asked_at", "answered_at", "due_at", "failures", "trouble")}
        for blogger in bloggers_of(session, meetings.meeting(session, slug).id)
        if blogger.blog
    ]
