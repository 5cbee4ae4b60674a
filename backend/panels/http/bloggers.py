"""Doors to the bloggers of a meeting, to their posts, and for lists of blogs in and out."""

from typing import Any

from flask import Response, current_app, request

from backend.core import db, feed, limits, snapshots
from backend.core.errors import Invalid
from backend.core.http import Blueprint
from backend.core.snapshots import Snapshot, encode
from backend.meetings import queries as meetings
from backend.panels.models import Blogger
from backend.panels.queries import bloggers as queries
from backend.panels.readers import opml
from backend.panels.service import bloggers as service
from backend.panels.service import blogroll, blogs
from backend.panels.service.blogs import FoundBlog
from backend.people.signed_in import Reader, holds, member
from schemas import bloggers as shapes
from schemas.words import Role

bloggers = Blueprint("bloggers", url_prefix="/api", description="Who blogs at a meeting, and what they wrote")

MOST_LOOKS = "30 per hour"
OPML = "text/x-opml; charset=utf-8"


@bloggers.post("/meetings/<slug>/bloggers")
@bloggers.response(201, shapes.BloggerSchema)
@holds(Role.HOST, Role.ORGANISER)
@bloggers.arguments(shapes.AddBloggerSchema)
def add_blogger(reader: Reader, values: dict[str, Any], slug: str) -> Blogger:
    """Add somebody to the blogroll; their blog is read at once."""
    with db.writing() as session:
        return service.add(session, reader.id, slug, values)


@bloggers.patch("/bloggers/<int:blogger_id>")
@bloggers.response(200, shapes.BloggerSchema)
@holds(Role.HOST, Role.ORGANISER)
@bloggers.arguments(shapes.ChangeBloggerSchema)
def change_blogger(_reader: Reader, values: dict[str, Any], blogger_id: int) -> Blogger:
    """Change the fields of somebody on the blogroll that are sent."""
    with db.writing() as session:
        return service.change(session, blogger_id, values)


@bloggers.delete("/bloggers/<int:blogger_id>")
@bloggers.response(204)
@holds(Role.HOST, Role.ORGANISER)
def remove_blogger(_reader: Reader, blogger_id: int) -> None:
    """Take somebody off the blogroll."""
    with db.writing() as session:
        service.remove(session, blogger_id)


@bloggers.get("/bloggers/<int:blogger_id>/posts")
@bloggers.response(200, shapes.WholePostSchema(many=True))
def list_posts(blogger_id: int) -> Any:
    """What a blogger wrote last, newest first, with the first words of each."""
    with db.reading() as session:
        return queries.posts_of(session, blogger_id)


@bloggers.post("/bloggers/<int:blogger_id>/read")
@bloggers.response(204)
@holds(Role.HOST, Role.ORGANISER)
def read_again(_reader: Reader, blogger_id: int) -> None:
    """Have the blog read again now."""
    with db.writing() as session:
        blogs.read_again(session, blogger_id)


@bloggers.get("/meetings/<slug>/blogroll")
@bloggers.response(200, shapes.ReadingSchema(many=True))
@holds(Role.HOST, Role.ORGANISER)
def list_readings(_reader: Reader, slug: str) -> Any:
    """How the reading of each blogger's blog goes."""
    with db.reading() as session:
        return queries.readings(session, slug)


@bloggers.get("/meetings/<slug>/blogroll.opml")
@bloggers.response(200, content_type="text/x-opml")
def export_blogroll(slug: str) -> Response:
    """The blogs of a meeting for any feed reader; written once per change."""

    def make() -> Snapshot:
        with db.reading() as session:
            stream = meetings.stream_of(meetings.meeting(session, slug).id)
            return encode(stream, feed.head_of(session, stream), blogroll.write(session, slug), OPML)

    return snapshots.of(current_app).answer(f"/api/meetings/{slug}/blogroll.opml", make)


@bloggers.post("/meetings/<slug>/blogroll/import")
@bloggers.response(200, shapes.BlogrollReportSchema)
@holds(Role.HOST, Role.ORGANISER)
@bloggers.arguments(shapes.BlogrollForm, location="form")
@bloggers.arguments(shapes.BlogrollFile, location="files")
def import_blogroll(reader: Reader, form: dict[str, Any], _files: dict[str, Any], slug: str) -> Any:
    """Preview what a list of blogs would add, or with `write` take it in."""
    upload = request.files.get("file")
    if upload is None:
        raise Invalid("Choose a file.", errors={"file": ["Choose a file."]})
    with upload.stream as stream:
        found = opml.read(stream.read(opml.MOST_BYTES + 1), upload.filename or "The file")
    if not form["write"]:
        with db.reading() as session:
            return blogroll.preview(session, slug, found)
    with db.writing() as session:
        return blogroll.take_in(session, reader.id, slug, found)


@bloggers.post("/blogs/look")
@bloggers.response(200, shapes.FoundBlogSchema)
@member
@bloggers.arguments(shapes.LookAtBlogSchema)
def look_at_blog(reader: Reader, values: dict[str, Any]) -> FoundBlog:
    """Find a blog's title and feed by its address, before it is kept."""
    limits.spend(MOST_LOOKS, "look-at-blog", str(reader.id))
    return blogs.look_at(values["url"])
