"""Doors to meetings."""

from typing import Any

from flask import current_app, request

from backend.core import clock, db
from backend.core.errors import Invalid
from backend.core.http import Blueprint
from backend.meetings import queries, readers, rules, service
from backend.meetings.models import Meeting
from backend.people import queries as people
from backend.people.signed_in import Reader, holds, reader
from schemas.meetings import (
    ChangeMeetingSchema,
    CreateMeetingSchema,
    EditionSchema,
    ListFile,
    ListForm,
    MeetingSchema,
    RegistrationReportSchema,
    RegistrationsPageSchema,
    RegistrationsQuery,
    StartSchema,
)
from schemas.words import Role

start = Blueprint("start", url_prefix="/api/start", description="All a client needs to start")
meetings = Blueprint("meetings", url_prefix="/api/meetings", description="The yearly editions")


@start.get("")
@start.response(200, StartSchema)
def show_start() -> dict[str, Any]:
    """The community, who is asking, and the editions; `me` is null for a visitor."""
    asking, at = reader(), clock.now()
    with db.reading() as session:
        editions = queries.all_meetings(session)
        return {
            "community": people.community(session),
            "me": people.me_for(session, asking.id) if asking else None,
            "demo": current_app.config["SETTINGS"].offers_demo,
            "meetings": queries.editions(session, editions, at=at),
            "current": rules.current(editions, at=at),
        }


@meetings.get("")
@meetings.response(200, EditionSchema(many=True))
def list_meetings() -> list[dict[str, Any]]:
    """Every edition, newest first, with where it stands now."""
    with db.reading() as session:
        return queries.editions(session, queries.all_meetings(session), at=clock.now())


@meetings.post("")
@meetings.response(201, MeetingSchema)
@holds(Role.ORGANISER)
@meetings.arguments(CreateMeetingSchema)
def create_meeting(reader: Reader, values: dict[str, Any]) -> Meeting:
    """Open a new edition."""
    with db.writing() as session:
        return service.create_meeting(session, reader.id, values)


@meetings.patch("/<slug>")
@meetings.response(200, MeetingSchema)
@holds(Role.ORGANISER)
@meetings.arguments(ChangeMeetingSchema)
def change_meeting(reader: Reader, values: dict[str, Any], slug: str) -> Meeting:
    """Change the fields of an edition that are sent."""
    with db.writing() as session:
        return service.change_meeting(session, reader.id, slug, values)


@meetings.get("/<slug>/registrations")
@meetings.response(200, RegistrationsPageSchema)
@holds(Role.ORGANISER)
@meetings.arguments(RegistrationsQuery, location="query")
def list_registrations(_reader: Reader, wanted: dict[str, Any], slug: str) -> dict[str, Any]:
    """A page of the registered, those who are gone from the list as well."""
    with db.reading() as session:
        return queries.registrations(session, slug, **wanted)


@meetings.post("/<slug>/registrations/import")
@meetings.response(200, RegistrationReportSchema)
@holds(Role.ORGANISER)
@meetings.arguments(ListForm, location="form")
@meetings.arguments(ListFile, location="files")
def import_registrations(reader: Reader, form: dict[str, Any], _files: dict[str, Any], slug: str) -> dict[str, Any]:
    """Preview what a list of the registered would change, or with `write` take it in."""
    upload = request.files.get("file")
    if upload is None:
        raise Invalid("Choose a file.", errors={"file": ["Choose a file."]})
    with upload.stream as stream:
        found = readers.read(stream.read(readers.MOST_BYTES + 1), upload.filename or "The file")
    if not form["write"]:
        with db.reading() as session:
            return service.preview_list(session, slug, found)
    with db.writing() as session:
        return service.take_in_list(session, reader.id, slug, found)
