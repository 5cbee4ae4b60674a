"""Doors to meetings."""

from typing import Any

from backend.core import clock, db
from backend.core.http import Blueprint
from backend.meetings import queries, service
from backend.meetings.models import Meeting
from backend.people.signed_in import Reader, holds
from schemas.meetings import ChangeMeetingSchema, CreateMeetingSchema, EditionSchema, MeetingSchema
from schemas.words import Role

meetings = Blueprint("meetings", url_prefix="/api/meetings", description="The yearly editions")


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
