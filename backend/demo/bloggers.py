"""The bloggers of this year and what their blogs said, put down as if they had been read. No network is used."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from backend.demo import shelf
from backend.demo.editions import Edition
from backend.meetings import queries as meetings
from backend.panels import queries
from backend.panels.models import Blogger, Panel
from backend.panels.readers.feeds import Feed, Post
from backend.panels.service import applications, bloggers, blogs, onpanel
from backend.panels.service.blogs import News
from backend.people.models import Person
from backend.people.service import profile
from backend.programme import queries as programme

NEW = -1  # records get their numbers at the commit; until then each is older than any


ASKS = "wren@lantern.example"


def invite_bloggers(session: Session, people: Sequence[Person], edition: Edition, *, at: datetime) -> None:
    """Put the bloggers of the texts on the meeting's blogroll and on the panels at which they speak; one more asks.

    Whoever is a member has the blog on their profile.
    """
    members = {person.email: person for person in people}
    by = people[0].id
    ours = [_blogger(session, by, members, edition, entry, at) for entry in shelf.read("blogs")["blog"]]
    panels = _panels(session, edition)
    _seat(session, ours, panels, edition)
    asks = {"client_id": "demo-application", "panel_id": panels[0].id if panels else None}
    applications.apply(session, members[ASKS].id, edition.slug, asks | shelf.read("blogs")["application"])


def _panels(session: Session, edition: Edition) -> Sequence[Panel]:
    return queries.panels_changed(session, meetings.meeting(session, edition.slug).id, NEW)


def _seat(session: Session, ours: Sequence[Blogger], panels: Sequence[Panel], edition: Edition) -> None:
    meeting_id = meetings.meeting(session, edition.slug).id
    names = {speaker.id: speaker.name for speaker in programme.speakers_changed(session, meeting_id, NEW)}
    items = {item.id: item for item in programme.sessions_changed(session, meeting_id, NEW)}
    known = {blogger.name: blogger for blogger in ours}
    for panel in panels:
        for speaker_id in items[panel.session_id].speaker_ids:
            if blogger := known.get(names[speaker_id]):
                onpanel.join(session, panel, blogger)


def _blogger(
    session: Session, by: int, members: Mapping[str, Person], edition: Edition, entry: Mapping[str, Any], at: datetime
) -> Blogger:
    addresses = {"blog_url": entry["url"], "feed_url": f"{entry['url']}feed.xml"}
    person = members.get(entry.get("person", ""))
    if person:
        profile.change_me(session, person.id, addresses)
    said = {"name": entry["name"], "headline": entry["headline"], "person_id": person.id if person else None}
    blogger = bloggers.add(session, by, edition.slug, said | addresses)
    session.flush()
    if blogger.blog:
        blogs.take(session, blogger.blog.id, News(_feed(entry, at), addresses["feed_url"]))
        blogger.blog.due_at = None  # an invented address is asked by nobody
    return blogger


def _feed(entry: Mapping[str, Any], at: datetime) -> Feed:
    posts = [_post(entry["url"], number, post, at) for number, post in enumerate(entry["posts"], 1)]
    return Feed(entry["title"], entry["url"], tuple(posts))


def _post(url: str, number: int, post: Mapping[str, Any], at: datetime) -> Post:
    address = f"{url}posts/{number}"
    return Post(address, post["title"], address, at - timedelta(hours=post["hours"]), post["excerpt"])
