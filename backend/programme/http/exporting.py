"""Doors out: the programme as files and feeds, and a person's agenda as a calendar."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from flask import Response, current_app, request

from backend.core import clock, db, feed, snapshots
from backend.core.errors import NotFound
from backend.core.http import Blueprint
from backend.core.snapshots import Snapshot, encode
from backend.meetings import queries as meetings
from backend.meetings import rules as meeting_rules
from backend.people.signed_in import Reader, signed_in
from backend.programme import queries, service
from backend.programme.writers import Published, calendar, changes_atom, schedule_json, schedule_xml, table
from schemas.programme import CalendarAddressSchema

exports = Blueprint("exports", url_prefix="/api", description="The programme as files, feeds and calendars")

CALENDAR = "text/calendar; charset=utf-8"


def _site() -> str:
    site: str = current_app.config["SETTINGS"].public_url
    return site


def _whole(slug: str, name: str, content_type: str, write: Callable[[Published], bytes]) -> Response:
    """A file of the whole programme, written once per change and kept in memory."""

    def make() -> Snapshot:
        with db.reading() as session:
            stream = meetings.stream_of(meetings.meeting(session, slug).id)
            head = feed.head_of(session, stream)
            published = queries.published(session, slug, _site())
        return encode(stream, head, write(published), content_type)

    return snapshots.of(current_app).answer(f"/api/meetings/{slug}/{name}", make)


@exports.get("/meetings/<slug>/programme.ics")
@exports.response(200, content_type="text/calendar")
def programme_ics(slug: str) -> Response:
    """The programme as a calendar."""
    return _whole(slug, "programme.ics", CALENDAR, calendar.write)


@exports.get("/meetings/<slug>/programme.xml")
@exports.response(200, content_type="application/xml")
def programme_xml(slug: str) -> Response:
    """The programme as schedule.xml."""
    return _whole(slug, "programme.xml", "application/xml; charset=utf-8", schedule_xml.write)


@exports.get("/meetings/<slug>/programme.json")
@exports.response(200, content_type="application/json")
def programme_json(slug: str) -> Response:
    """The programme as schedule.json."""
    return _whole(slug, "programme.json", "application/json", schedule_json.write)


@exports.get("/meetings/<slug>/programme.csv")
@exports.response(200, content_type="text/csv")
def programme_csv(slug: str) -> Response:
    """The programme as a table."""
    return _whole(slug, "programme.csv", "text/csv; charset=utf-8", table.write)


@exports.get("/meetings/<slug>/changes.atom")
@exports.response(200, content_type="application/atom+xml")
def changes(slug: str) -> Response:
    """What changed in the programme, newest first."""
    address = f"{_site()}/api/meetings/{slug}/changes.atom"
    write = lambda published: changes_atom.write(published, address=address)  # noqa: E731 - a writer with its address
    return _whole(slug, "changes.atom", "application/atom+xml; charset=utf-8", write)


@exports.get("/sessions/<int:session_id>.ics")
@exports.response(200, content_type="text/calendar")
def session_ics(session_id: int) -> Response:
    """One session, to put into a calendar."""
    with db.reading() as session:
        item = queries.session_to_show(session, session_id)
        slug = meetings.slug_of(session, item.meeting_id)
        return _calendar(queries.published(session, slug, _site(), only=[item.id]), f"session-{item.id}.ics")


@exports.get("/me/agenda/<slug>.ics")
@exports.response(200, content_type="text/calendar")
@signed_in
def agenda_ics(reader: Reader, slug: str) -> Response:
    """My agenda of a meeting, to download once; a calendar that shall stay in step subscribes instead."""
    with db.reading() as session:
        mine = queries.starred(session, reader.id, meetings.meeting(session, slug).id)
        return _calendar(queries.published(session, slug, _site(), only=mine), f"agenda-{slug}.ics")


@exports.get("/calendar/<token>.ics")
@exports.response(200, content_type="text/calendar")
def subscribed_agenda(token: str) -> Response:
    """Somebody's agenda of the meeting that is on, or next, by its secret address."""
    with db.reading() as session:
        kept = queries.calendar_of(session, service.digest_of(token))
        slug = meeting_rules.current(meetings.all_meetings(session), at=clock.now())
        if kept is None or slug is None:
            raise NotFound
        mine = queries.starred(session, kept.person_id, meetings.meeting(session, slug).id)
        return _calendar(queries.published(session, slug, _site(), only=mine), "")


@exports.get("/me/calendar-address")
@exports.response(200, CalendarAddressSchema)
@signed_in
def read_calendar_address(reader: Reader) -> Any:
    """My calendar address, null without one."""
    with db.reading() as session:
        return {"url": _address(service.calendar_token(session, reader.id))}


@exports.post("/me/calendar-address")
@exports.response(200, CalendarAddressSchema)
@signed_in
def make_calendar_address(reader: Reader) -> Any:
    """Open a secret address for my calendar; asking twice gives the same."""
    with db.writing() as session:
        return {"url": _address(service.make_calendar(session, reader.id))}


@exports.delete("/me/calendar-address")
@exports.response(204)
@signed_in
def revoke_calendar_address(reader: Reader) -> None:
    """Close my calendar address; who has it finds nothing from now on."""
    with db.writing() as session:
        service.revoke_calendar(session, reader.id)


def _address(token: str | None) -> str | None:
    return f"{_site()}/api/calendar/{token}.ics" if token else None


def _calendar(published: Published, name: str) -> Response:
    """A calendar of a few sessions, private to who asks; the same one is not sent twice."""
    body = calendar.write(published)
    reply = Response(body, content_type=CALENDAR, headers={"Cache-Control": "private, no-cache"})
    if name:
        reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.set_etag(blake2b(body, digest_size=12).hexdigest())
    reply.make_conditional(request)
    return reply
