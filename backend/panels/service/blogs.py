"""Reading blogs: what is due is claimed, fetched without the database, and written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.core import clock, feed, jobs
from backend.core.fetch import Bounds, Document, NotFetched, Seen, look
from backend.meetings import queries as meetings
from backend.panels.models import Blog
from backend.panels.queries import bloggers as queries
from backend.panels.readers import feeds, pages
from backend.panels.readers.feeds import Feed, NoFeed, Post
from backend.panels.rules import blogs as rules

log = structlog.get_logger()

SECONDS = 5.0
FEED = Bounds(
    2 * 2**20,
    seconds=SECONDS,
    accept="application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.5, */*;q=0.1",
    kinds=("xml", "text/", "html", "rss", "octet-stream"),
)
GLANCE = Bounds(512 * 2**10, seconds=SECONDS, accept="text/html, */*;q=0.5", kinds=FEED.kinds, cut=True)
TAKEN_FOR = timedelta(minutes=5)  # whoever claimed a blog and died loses it again


@dataclass(frozen=True, slots=True)
class Errand:
    """A blog to be read: where, and what an earlier answer said of itself."""

    blog_id: int
    url: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class News:
    """What came of an errand: a feed, or None where nothing changed; or the refusal that says why there is none."""

    feed: Feed | None = None
    home: str = ""
    seen: Seen = field(default_factory=Seen)
    refusal: NotFetched | None = None


@dataclass(frozen=True, slots=True)
class FoundBlog:
    """A blog as its address tells of it; `feed_url` is empty when it names none."""

    title: str
    blog_url: str
    feed_url: str


def named(session: Session, page_url: str, feed_url: str) -> Blog | None:
    """The blog with these addresses, made when nobody named it before and due at once; None without any."""
    if not page_url and not feed_url:
        return None
    if known := queries.blog_at(session, page_url, feed_url):
        return known
    read_soon(session)
    made = Blog(page_url=page_url, feed_url=feed_url, due_at=clock.now())
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:  # another transaction named it between the two statements
        return queries.blog_at(session, page_url, feed_url)
    return made


def read_soon(session: Session) -> None:
    """Have the worker read what is due as soon as this is stored (panels.jobs.READ)."""
    jobs.soon(session, "read_blogs")


def claim(session: Session, *, limit: int) -> list[Errand]:
    """The next blogs to read, ours for the next minutes."""
    at = clock.now()
    due = queries.blogs_due(session, at=at, limit=limit)
    for blog in due:
        blog.asked_at, blog.due_at = at, at + TAKEN_FOR
    return [
        Errand(blog.id, blog.found_url or blog.feed_url or blog.page_url, Seen(blog.etag, blog.modified))
        for blog in due
    ]


def run(errand: Errand) -> News:
    """Fetch the feed; where the address is a page, the feed that the page names."""
    try:
        document = look(errand.url, FEED, errand.seen)
        if document.body is None:
            return News(home=document.home, seen=errand.seen)
        if not pages.is_feed(document.body) and (onward := pages.read(document.body, url=document.url).feed_url):
            document = look(onward, FEED)
        return News(_read(document), document.home, document.seen)
    except NotFetched as refusal:
        return News(refusal=refusal)


def _read(document: Document) -> Feed:
    try:
        kind = document.content_type
        return feeds.read(document.body or b"", url=document.url, content_type=kind, now=clock.now())
    except NoFeed as error:
        raise NotFetched(f"{document.url} tells no posts: {error}.") from error


def take(session: Session, blog_id: int, news: News) -> None:
    """Write down what came of an errand; phones hear of it when it changes what they show."""
    blog = queries.blog_to_change(session, blog_id)
    if news.refusal:
        _not_read(blog, news.refusal)
        return
    at = clock.now()
    blog.answered_at, blog.due_at = at, rules.next_turn(at)
    blog.failures, blog.trouble = 0, ""
    if news.feed and _write(blog, news.feed, news):
        _tell(session, blog)


def look_at(url: str) -> FoundBlog:
    """The blog at an address: its page and its feed, found from either.

    Raises:
        NotFetched: when nothing can be read there.
    """
    document = look(url, GLANCE)
    body = document.body or b""
    page = pages.read(body, url=document.url)
    if pages.is_feed(body):
        return FoundBlog(page.title, "", document.home)
    return FoundBlog(page.title, document.home, page.feed_url)


def read_again(session: Session, blogger_id: int) -> None:
    """Have a blogger's blog read now, whatever was said of it before.

    Raises:
        NotFound: when there is no such blogger.
    """
    blogger = queries.blogger_to_change(session, blogger_id)
    if blogger.blog_id:
        blog = queries.blog_to_change(session, blogger.blog_id)
        blog.due_at, blog.etag, blog.modified = clock.now(), "", ""
        read_soon(session)


def _not_read(blog: Blog, refusal: NotFetched) -> None:
    blog.failures += 1
    blog.trouble = refusal.detail[:700]
    answered = refusal.answered
    if blog.found_url and answered in rules.NOT_THERE:
        blog.found_url, answered = "", 0  # it has moved again: the next try begins where it was named
    blog.due_at = rules.next_try(clock.now(), failures=blog.failures, answered=answered, wait=refusal.wait)
    log.info("blog.not_read", blog=blog.id, failures=blog.failures, answered=refusal.answered)


def _write(blog: Blog, found: Feed, news: News) -> bool:
    """Take over what the feed says; whether anything that is shown changed."""
    given = blog.feed_url or blog.page_url
    before = (blog.title, blog.home_url, blog.found_url, blog.posts)
    blog.etag, blog.modified = rules.kept(news.seen.etag, 300), rules.kept(news.seen.modified, 100)
    blog.found_url = news.home if news.home != given or not blog.feed_url else ""
    blog.title = found.title or rules.host_of(blog.page_url or news.home)
    blog.home_url = found.url
    blog.posts = _posts(found.posts, blog.posts, clock.now())
    return before != (blog.title, blog.home_url, blog.found_url, blog.posts)


def _posts(found: Sequence[Post], known: Sequence[dict[str, Any]], now: datetime) -> list[dict[str, str]]:
    """As they are stored, newest first; one that gives no time keeps the time when it was first seen."""
    first_seen = {post["key"]: post["at"] for post in known}
    posts = [
        {
            "key": post.key,
            "title": post.title,
            "url": post.url,
            "at": _iso(post.at) if post.at else first_seen.get(post.key, _iso(now)),
            "excerpt": post.excerpt,
        }
        for post in found
    ]
    return sorted(posts, key=lambda post: post["at"], reverse=True)


def _iso(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _tell(session: Session, blog: Blog) -> None:
    for blogger in queries.readers_of(session, blog.id):
        feed.touch(session, blogger, on=meetings.stream_of(blogger.meeting_id))
