"""Doors to the programme: what everybody reads, and each person's stars."""

from typing import Any

from flask import current_app

from backend.core import db, feed, snapshots
from backend.core.http import Blueprint, as_is
from backend.meetings import queries as meetings
from backend.people.signed_in import Reader, signed_in
from backend.programme import queries, service
from backend.programme.models import ProgrammeSession
from backend.programme.snapshot import programme_snapshot
from schemas.live import SinceQuery
from schemas.programme import (
    FoundPageSchema,
    ProgrammeFrameSchema,
    SearchQuery,
    SessionSchema,
    SetStarsSchema,
    StarFrameSchema,
)

programme = Blueprint("programme", url_prefix="/api", description="Sessions, speakers, rooms, tracks and stars")


@programme.get("/meetings/<slug>/programme")
@programme.response(200, ProgrammeFrameSchema)
@programme.arguments(SinceQuery, location="query")
def read_programme(query: dict[str, int], slug: str) -> Any:
    """The whole programme in one frame, or with `since` what changed after that number.

    The whole is encoded and compressed once per change; ask with If-None-Match, it costs almost nothing. Who is too
    far behind for changes is answered with the whole as well.
    """
    if query["since"]:
        with db.reading() as session:
            stream = meetings.stream_of(meetings.meeting(session, slug).id)
            if not feed.resets(feed.head_of(session, stream), query["since"]):
                return as_is(feed.changes_since(session, stream, query["since"]))
    return snapshots.of(current_app).answer(f"/api/meetings/{slug}/programme", lambda: programme_snapshot(slug))


@programme.get("/sessions/<int:session_id>")
@programme.response(200, SessionSchema)
def read_session(session_id: int) -> ProgrammeSession:
    """One session as it is now."""
    with db.reading() as session:
        return queries.session_to_show(session, session_id)


@programme.get("/meetings/<slug>/search")
@programme.response(200, FoundPageSchema)
@programme.arguments(SearchQuery, location="query")
def search(query: dict[str, str], slug: str) -> Any:
    """The sessions that hold every word, best first; accents and case do not matter."""
    with db.reading() as session:
        return {"found": queries.found(session, slug, query["q"])}


@programme.get("/me/changes")
@programme.response(200, StarFrameSchema)
@signed_in
@programme.arguments(SinceQuery, location="query")
def read_my_changes(reader: Reader, query: dict[str, int]) -> Any:
    """Everything of mine that changed after `since`: stars, signups, notices, who I am."""
    with db.reading() as session:
        return as_is(feed.changes_since(session, f"me:{reader.id}", query["since"]))


@programme.put("/me/stars")
@programme.response(200, StarFrameSchema)
@signed_in
@programme.arguments(SetStarsSchema)
def set_stars(reader: Reader, change: dict[str, Any]) -> Any:
    """Put on or take off stars; only those that changed on the phone are sent, and the answer has what it missed."""
    with db.writing() as session:
        service.set_stars(session, reader.id, change["stars"])
    with db.reading() as session:
        return as_is(feed.changes_since(session, f"me:{reader.id}", change["since"]))
