"""Doors for organisers: rooms, tracks, speakers and sessions by hand, their history, and undo."""

from typing import Any

from backend.core import db
from backend.core.http import Blueprint
from backend.people.signed_in import Reader, holds
from backend.programme import queries, service
from schemas import programme as shapes
from schemas.meetings import ChangeRoomSchema, CreateRoomSchema, RoomSchema
from schemas.words import Role, Subject

desk = Blueprint("programme-desk", url_prefix="/api", description="The programme by hand, for organisers")


@desk.post("/meetings/<slug>/rooms")
@desk.response(201, RoomSchema)
@holds(Role.ORGANISER)
@desk.arguments(CreateRoomSchema)
def create_room(reader: Reader, values: dict[str, Any], slug: str) -> Any:
    """Add a room."""
    with db.writing() as session:
        return service.create_part(session, reader.id, slug, Subject.ROOM, values)


@desk.patch("/rooms/<int:room_id>")
@desk.response(200, RoomSchema)
@holds(Role.ORGANISER)
@desk.arguments(ChangeRoomSchema)
def change_room(reader: Reader, values: dict[str, Any], room_id: int) -> Any:
    """Change a room's fields that are sent."""
    with db.writing() as session:
        return service.change_part(session, reader.id, Subject.ROOM, room_id, values)


@desk.delete("/rooms/<int:room_id>")
@desk.response(204)
@holds(Role.ORGANISER)
def remove_room(reader: Reader, room_id: int) -> None:
    """Take a room off the programme."""
    with db.writing() as session:
        service.remove_part(session, reader.id, Subject.ROOM, room_id)


@desk.post("/meetings/<slug>/tracks")
@desk.response(201, shapes.TrackSchema)
@holds(Role.ORGANISER)
@desk.arguments(shapes.CreateTrackSchema)
def create_track(reader: Reader, values: dict[str, Any], slug: str) -> Any:
    """Add a track."""
    with db.writing() as session:
        return service.create_part(session, reader.id, slug, Subject.TRACK, values)


@desk.patch("/tracks/<int:track_id>")
@desk.response(200, shapes.TrackSchema)
@holds(Role.ORGANISER)
@desk.arguments(shapes.ChangeTrackSchema)
def change_track(reader: Reader, values: dict[str, Any], track_id: int) -> Any:
    """Change a track's fields that are sent."""
    with db.writing() as session:
        return service.change_part(session, reader.id, Subject.TRACK, track_id, values)


@desk.delete("/tracks/<int:track_id>")
@desk.response(204)
@holds(Role.ORGANISER)
def remove_track(reader: Reader, track_id: int) -> None:
    """Take a track off the programme."""
    with db.writing() as session:
        service.remove_part(session, reader.id, Subject.TRACK, track_id)


@desk.post("/meetings/<slug>/speakers")
@desk.response(201, shapes.SpeakerSchema)
@holds(Role.ORGANISER)
@desk.arguments(shapes.CreateSpeakerSchema)
def create_speaker(reader: Reader, values: dict[str, Any], slug: str) -> Any:
    """Add a speaker."""
    with db.writing() as session:
        return service.create_part(session, reader.id, slug, Subject.SPEAKER, values)


@desk.patch("/speakers/<int:speaker_id>")
@desk.response(200, shapes.SpeakerSchema)
@holds(Role.ORGANISER)
@desk.arguments(shapes.ChangeSpeakerSchema)
def change_speaker(reader: Reader, values: dict[str, Any], speaker_id: int) -> Any:
    """Change a speaker's fields that are sent."""
    with db.writing() as session:
        return service.change_part(session, reader.id, Subject.SPEAKER, speaker_id, values)


@desk.delete("/speakers/<int:speaker_id>")
@desk.response(204)
@holds(Role.ORGANISER)
def remove_speaker(reader: Reader, speaker_id: int) -> None:
    """Take a speaker off the programme."""
    with db.writing() as session:
        service.remove_part(session, reader.id, Subject.SPEAKER, speaker_id)


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
