"""What the worker does for panels: each second what the clock makes due, and now and then the bloggers' blogs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import structlog

from backend.core import clock, db
from backend.core.fetch import NotFetched
from backend.core.jobs import Job
from backend.panels import queries
from backend.panels.service import after, blogs, line
from backend.panels.service.blogs import Errand, News
from backend.settings import Settings

log = structlog.get_logger()

BATCH = 20
AT_ONCE = 4  # most blogs answer within a second; a slow one takes five
LATEST_THANKS = timedelta(days=7)  # after the end, for a server that was away


def settle_all(_settings: Settings) -> None:
    """Do what is due: offers lapse, seats given up are handed on, draws are made, people are reminded."""
    with db.reading() as session:
        due = queries.panels_due(session, clock.now())
    for panel_id in due:
        with db.writing() as session:
            line.settle_due(session, panel_id)


def thank_all(_settings: Settings) -> None:
    """Thank those who came to panels that ended lately."""
    at = clock.now()
    with db.reading() as session:
        ended = queries.panels_to_thank(session, at - LATEST_THANKS, at)
    for panel_id in ended:
        with db.writing() as session:
            after.thank(session, panel_id)


LOOK = Job("look_after_panels", settle_all, every=1)
THANK = Job("thank_who_came", thank_all, every=1)


def read_blogs(_settings: Settings) -> int:
    """Read every blog that is due, some at once; returns how many were read."""
    read = 0
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="blogs") as pool:
        while errands := _claimed():
            read += len(list(pool.map(_read, errands)))
    return read


def _claimed() -> list[Errand]:
    with db.writing() as session:
        return blogs.claim(session, limit=BATCH)


def _read(errand: Errand) -> None:
    try:
        news = blogs.run(errand)
    except Exception as error:  # one that nobody foresaw must not keep the others from being read
        log.exception("blog.broken", blog=errand.blog_id, error=type(error).__name__)
        news = News(refusal=NotFetched(f"{errand.url} could not be read because of a fault here; it is in the log."))
    with db.writing() as session:
        blogs.take(session, errand.blog_id, news)


READ = Job("read_blogs", read_blogs, every=5, aside=True)
