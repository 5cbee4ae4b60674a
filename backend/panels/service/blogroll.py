"""Taking in a list of blogs, all of it or nothing, and handing out ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock
from backend.meetings import queries as meetings
from backend.panels.models import Blogger
from backend.panels.queries import bloggers as queries
from backend.panels.readers.opml import Blogroll, Listed
from backend.panels.rules import blogs as rules
from backend.panels.service import bloggers
from backend.panels.writers import opml


def preview(session: Session, slug: str, found: Blogroll) -> dict[str, Any]:
    """What taking in the list would change (schemas.bloggers.BlogrollReportSchema).

    Raises:
        NotFound: when there is no such meeting.
        Invalid: when the meeting would have more bloggers than it may.
    """
    return _report(found, _plan(session, meetings.meeting(session, slug).id, found), written=False)


def take_in(session: Session, by: int | None, slug: str, found: Blogroll) -> dict[str, Any]:
    """Add the blogs that are not on the blogroll yet. Nobody is changed or removed, and a repeat does nothing.

    Raises:
        NotFound: when there is no such meeting.
        Invalid: when the meeting would have more bloggers than it may.
    """
    meeting = meetings.meeting_to_change(session, meetings.meeting(session, slug).id)
    plan = _plan(session, meeting.id, found)
    for line in plan:
        if not line.known:
            bloggers.add(session, by, slug, _values(line.listed))
    return _report(found, plan, written=True)


def write(session: Session, slug: str) -> bytes:
    """The blogroll of a meeting as OPML.

    Raises:
        NotFound: when there is no such meeting.
    """
    meeting = meetings.meeting(session, slug)
    return opml.write(f"Bloggers of {meeting.name}", queries.bloggers_of(session, meeting.id), at=clock.now())


@dataclass(frozen=True, slots=True)
class _Line:
    """A blog of the list, and who has it already."""

    listed: Listed
    known: Blogger | None


def _plan(session: Session, meeting_id: int, found: Blogroll) -> list[_Line]:
    here = queries.bloggers_of(session, meeting_id)
    known = {address: blogger for blogger in here for address in _addresses(blogger)}
    plan = [_Line(listed, _known(known, listed)) for listed in found.blogs]
    rules.check_room(len(here), more=sum(1 for line in plan if not line.known))
    return plan


def _addresses(blogger: Blogger) -> set[str]:
    blog = blogger.blog
    return {blog.page_url, blog.feed_url, blog.found_url, blog.home_url} - {""} if blog else set()


def _known(known: Mapping[str, Blogger], listed: Listed) -> Blogger | None:
    return known.get(listed.feed_url) or known.get(listed.blog_url)


def _values(listed: Listed) -> dict[str, str]:
    name = listed.name or rules.host_of(listed.blog_url or listed.feed_url)
    return {"name": name, "blog_url": listed.blog_url, "feed_url": listed.feed_url}


def _report(found: Blogroll, plan: list[_Line], *, written: bool) -> dict[str, Any]:
    lines = [
        _values(line.listed) | {"known": line.known is not None, "as_name": line.known.name if line.known else ""}
        for line in plan
    ]
    added = sum(1 for line in plan if not line.known)
    return {
        "written": written,
        "outlines": found.outlines,
        "added": added,
        "known": len(plan) - added,
        "lines": lines,
        "warnings": list(found.warnings),
    }
