"""Doors for organisers: rooms, tracks, speakers and sessions by hand, their history, and undo."""

from typing import Any

from marshmallow import Schema

from backend.core import db
from backend.core.http import Blueprint
from backend.people.signed_in import Reader, holds
from backend.programme import queries, service
from schemas import programme as shapes
from schemas.meetings import ChangeRoomSchema, CreateRoomSchema, RoomSchema
from schemas.words import Role, Subject

desk = Blueprint("programme-desk", url_prefix="/api", description="The programme by hand, for organisers")


def _offer(subject: Subject, create: type[Schema], change: type[Schema], shown: type[Schema]) -> None:
    """The three doors to rooms, tracks or speakers: add, change, take off the programme."""
    key = f"{subject}_id"

    @desk.post(f"/meetings/<slug>/{subject}s", endpoint=f"create-{subject}")
    @desk.doc(summary=f"Add a {subject}.")
    @desk.response(201, shown)
    @holds(Role.ORGANISER)
    @desk.arguments(create)
    def create_part(reader: Reader, values: dict[str, Any], slug: str) -> Any:
        with db.writing() as session:
            return service.create_part(session, reader.id, slug, subject, values)

    @desk.patch(f"/{subject}s/<int:{key}>", endpoint=f"change-{subject}")
    @desk.doc(summary=f"Change the fields of a {subject} that are sent.")
    @desk.response(200, shown)
    @holds(Role.ORGANISER)
    @desk.arguments(change)
    def change_part(reader: Reader, values: dict[str, Any], /, **named: int) -> Any:
        with db.writing() as session:
            return service.change_part(session, reader.id, subject, named[key], values)

    @desk.delete(f"/{subject}s/<int:{key}>", endpoint=f"remove-{subject}")
    @desk.doc(summary=f"Take a {subject} off the programme.")
    @desk.response(204)
    @holds(Role.ORGANISER)
    def remove_part(reader: Reader, /, **named: int) -> None:
        with db.writing() as session:
            service.remove_part(session, reader.id, subject, named[key])


_offer(Subject.ROOM, CreateRoomSchema, ChangeRoomSchema, RoomSchema)
_offer(Subject.TRACK, shapes.CreateTrackSchema, shapes.ChangeTrackSchema, shapes.TrackSchema)
_offer(Subject.SPEAKER, shapes.CreateSpeakerSchema, shapes.ChangeSpeakerSchema, shapes.SpeakerSchema)


@desk.post("/meetings/<slug>/sessions")
@desk.response(201, shapes.SessionSchema)
@holds(Role.ORGANISER)
@desk.arguments(shapes.CreateSessionSchema)
def create_session(reader: Reader, values: dict[str, Any], slug: str) -> Any:
    """Add a session."""
    with db.writing() as session:
        return service.create_session(session, reader.id, slug, values)


@desk.patch("/sessions/<int:session_id>")
@desk.response(200, shapes.SessionSchema)
@holds(Role.ORGANISER)
@desk.arguments(shapes.ChangeSessionSchema)
def change_session(reader: Reader, values: dict[str, Any], session_id: int) -> Any:
    """Change a session's fields that are sent; `seen` guards against overwriting somebody else's change."""
    with db.writing() as session:
        return service.change_session(session, reader.id, session_id, values)


@desk.delete("/sessions/<int:session_id>")
@desk.response(204)
@holds(Role.ORGANISER)
def remove_session(reader: Reader, session_id: int) -> None:
    """Take a session off the programme, as one made by mistake."""
    with db.writing() as session:
        service.remove_session(session, reader.id, session_id)


@desk.get("/meetings/<slug>/kept")
@desk.response(200, shapes.KeptSchema(many=True))
@holds(Role.ORGANISER)
def list_kept(_reader: Reader, slug: str) -> Any:
    """The fields edited by hand, which imports leave alone."""
    with db.reading() as session:
        return queries.kept_in(session, slug)


@desk.delete("/kept/<subject>/<int:subject_id>")
@desk.response(204)
@holds(Role.ORGANISER)
def release(reader: Reader, subject: str, subject_id: int) -> None:
    """Let the next import decide about this record's hand-edited fields again."""
    with db.writing() as session:
        service.release(session, reader.id, subject, subject_id)


@desk.get("/meetings/<slug>/history")
@desk.response(200, shapes.EditsPageSchema)
@holds(Role.ORGANISER)
@desk.arguments(shapes.EditsQuery, location="query")
def read_history(_reader: Reader, query: dict[str, Any], slug: str) -> Any:
    """Who changed what in this meeting, or in one thing of it, newest first."""
    with db.reading() as session:
        return queries.history_page(session, slug, **query)


@desk.post("/edits/<int:edit_id>/undo")
@desk.response(204)
@holds(Role.ORGANISER)
def undo(_reader: Reader, edit_id: int) -> None:
    """Take back one edit, unless the same thing was changed again since."""
    with db.writing() as session:
        service.undo(session, edit_id)
