"""Doors to meetings."""

from typing import Any

from flask import current_app

from backend.core import clock, db
from backend.core.http import Blueprint
from backend.meetings import queries, rules, service
from backend.meetings.models import Meeting
from backend.people import queries as people
from backend.people.signed_in import Reader, holds, reader
from schemas.meetings import ChangeMeetingSchema, CreateMeetingSchema, EditionSchema, MeetingSchema, StartSchema
from schemas.words import Role

start = Blueprint("start", url_prefix="/api/start", description="All a client needs to start")
meetings = Blueprint("meetings", url_prefix="/api/meetings", description="The yearly editions")


@start.get("")
@start.response(200, StartSchema)
def show_start() -> dict[str, Any]:
    """The community, who is asking, and the editions; `me` is null for a visitor."""
    asking, at = reader(), clock.now()
    with db.reading() as session:
        return {
            "community": people.community(session),
            "me": people.me_for(session, asking.id) if asking else None,
            "demo": current_app.config["SETTINGS"].offers_demo,
            "meetings": queries.editions(session, at=at),
            "current": rules.current(queries.all_meetings(session), at=at),
        }


@meetings.get("")
@meetings.response(200, EditionSchema(many=True))
def list_meetings() -> list[dict[str, Any]]:
    """Every edition, newest first, with where it stands now."""
    with db.reading() as session:
        return queries.editions(session, at=clock.now())


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
