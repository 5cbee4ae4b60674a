"""What can happen to the bloggers of a meeting. `by` is a person's id, or None for the command line."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.meetings import queries as meetings
from backend.panels.models import Blogger
from backend.panels.queries import bloggers as queries
from backend.panels.rules import blogs as rules
from backend.panels.service import blogs, onpanel
from backend.people import queries as people
from backend.people.models import Person

SAID = ("name", "headline")
ADDRESSES = ("blog_url", "feed_url")


def add(session: Session, by: int | None, slug: str, values: Mapping[str, Any]) -> Blogger:
    """Add somebody to the blogroll of a meeting; a member who is there already stays as they are.

    Raises:
        NotFound: when there is no such meeting or member.
        Invalid: when the meeting has as many bloggers as it may.
    """
    meeting = meetings.meeting_to_change(session, meetings.meeting(session, slug).id)
    person_id = values.get("person_id")
    if person_id:
        if known := queries.blogger_at(session, meeting.id, person_id):
            return known
        people.person_to_change(session, person_id)
    rules.check_room(queries.count_of(session, meeting.id))
    blogger = Blogger(meeting_id=meeting.id, person_id=person_id, added_by=by, added_at=clock.now())
    session.add(blogger)
    _put(session, blogger, values)
    return blogger


def change(session: Session, blogger_id: int, values: Mapping[str, Any]) -> Blogger:
    """Change the fields that are given; another address is another blog, and is read at once.

    Raises:
        NotFound: when there is no such blogger.
    """
    blogger = queries.blogger_to_change(session, blogger_id)
    _put(session, blogger, values)
    return blogger


def remove(session: Session, blogger_id: int) -> None:
    """Take somebody off the blogroll, and off every panel of the meeting.

    Raises:
        NotFound: when there is no such blogger.
    """
    blogger = queries.blogger_to_change(session, blogger_id)
    onpanel.leave_all(session, blogger)
    blogger.removed_at = clock.now()
    feed.touch(session, blogger, on=meetings.stream_of(blogger.meeting_id))


def follow_profile(session: Session, person: Person, changed: AbstractSet[str]) -> None:
    """What a member changes of their own name, headline and blog is so wherever they are a blogger."""
    if news := {name: getattr(person, name) for name in (*SAID, *ADDRESSES) if name in changed}:
        for blogger in queries.bloggers_of_person(session, person.id):
            _put(session, blogger, news)


def _put(session: Session, blogger: Blogger, values: Mapping[str, Any]) -> None:
    for name in SAID:
        if name in values:
            setattr(blogger, name, values[name])
    if any(name in values for name in ADDRESSES):
        before = (blogger.blog.page_url, blogger.blog.feed_url) if blogger.id and blogger.blog else ("", "")
        page, feed_url = (values.get(name, known) for name, known in zip(ADDRESSES, before, strict=True))
        blogger.blog = blogs.named(session, page, feed_url)
    elif not blogger.id:
        blogger.blog = None
    feed.touch(session, blogger, on=meetings.stream_of(blogger.meeting_id))
