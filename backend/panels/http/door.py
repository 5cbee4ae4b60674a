"""The door of a panel: for its hosts, the organisers, and helpers who typed its code."""

from typing import Any

from backend.core import clock, db, feed, limits
from backend.core.http import Blueprint, as_is
from backend.panels import queries
from backend.panels.service import door as service
from backend.panels.service import door_codes, releasing
from backend.people import queries as people
from backend.people.models import Person
from backend.people.signed_in import Reader, member
from schemas import door as shapes
from schemas.live import SinceQuery

door = Blueprint("panel-door", url_prefix="/api", description="The door of a panel, for hosts and their helpers")

MOST_TRIES = "10 per 15 minutes"  # of door codes, by one member
MOST_SEARCHES = "60 per minute"


@door.get("/panels/<int:panel_id>/roster")
@door.response(200, shapes.RosterFrameSchema)
@member
@door.arguments(SinceQuery, location="query")
def read_roster(reader: Reader, query: dict[str, int], panel_id: int) -> Any:
    """What changed on the roster after `since`, for when the socket is away."""
    with db.reading() as session:
        queries.check_works_door(session, reader, panel_id)
        return as_is(feed.changes_since(session, queries.roster_of(panel_id), query["since"]))


@door.get("/panels/<int:panel_id>/people")
@door.response(200, shapes.FoundPersonSchema(many=True))
@member
@door.arguments(shapes.FindPersonQuery, location="query")
def find_people(reader: Reader, query: dict[str, str], panel_id: int) -> list[Person]:
    """Members by name, to let one in or add one; at most ten."""
    limits.spend(MOST_SEARCHES, "people at the door", str(reader.id))
    with db.reading() as session:
        queries.check_works_door(session, reader, panel_id)
        return people.named(session, query["q"])


@door.post("/panels/<int:panel_id>/door/came")
@door.response(200, shapes.DoneSchema)
@member
@door.arguments(shapes.CheckInSchema)
def check_in(reader: Reader, act: dict[str, Any], panel_id: int) -> Any:
    """Somebody with a seat came in, by their ticket or their line of the roster. Two doors make one arrival."""
    with db.writing() as session:
        return service.check_in(session, reader, panel_id, act)


@door.post("/panels/<int:panel_id>/door/undo")
@door.response(200, shapes.DoneSchema)
@member
@door.arguments(shapes.UndoAtDoorSchema)
def undo_at_door(reader: Reader, act: dict[str, Any], panel_id: int) -> Any:
    """They did not come in after all, or were released by mistake: back to where they stood before."""
    with db.writing() as session:
        return service.undo(session, reader, panel_id, act)


@door.post("/panels/<int:panel_id>/door/walk-in")
@door.response(200, shapes.DoneSchema)
@member
@door.arguments(shapes.WalkInSchema)
def walk_in(reader: Reader, act: dict[str, Any], panel_id: int) -> Any:
    """Somebody without a seat takes a free one; who stands at the door and is before them in line comes first."""
    with db.writing() as session:
        return service.walk_in(session, reader, panel_id, act)


@door.post("/panels/<int:panel_id>/door/stand-by")
@door.response(200, shapes.DoneSchema)
@member
@door.arguments(shapes.StandBySchema)
def stand_by(reader: Reader, act: dict[str, Any], panel_id: int) -> Any:
    """Somebody who waits stands at the door now, or went away again."""
    with db.writing() as session:
        return service.stand_by(session, reader, panel_id, act)


@door.post("/panels/<int:panel_id>/door/release")
@door.response(200, shapes.ReleasedSchema)
@member
@door.arguments(shapes.ReleaseSchema)
def release_seats(reader: Reader, act: dict[str, Any], panel_id: int) -> Any:
    """Release the seats of these who did not come, from so many minutes before the start on."""
    with db.writing() as session:
        return releasing.release(session, reader, panel_id, act)


@door.get("/panels/<int:panel_id>/door/code")
@door.response(200, shapes.DoorCodeSchema)
@member
def read_door_code(reader: Reader, panel_id: int) -> Any:
    """The code of this door and who works it by it, for hosts."""
    with db.reading() as session:
        queries.check_hosts(session, reader, panel_id)
        return door_codes.shown(session, panel_id)


@door.post("/panels/<int:panel_id>/door/code")
@door.response(200, shapes.DoorCodeSchema)
@member
def make_door_code(reader: Reader, panel_id: int) -> Any:
    """Make a new code for this door; whoever came by an older one is out at once."""
    with db.writing() as session:
        door_codes.make(session, reader, panel_id)
        return door_codes.shown(session, panel_id)


@door.delete("/panels/<int:panel_id>/door/code")
@door.response(204)
@member
def end_door_code(reader: Reader, panel_id: int) -> None:
    """End this door's code; whoever came by it is out at once."""
    with db.writing() as session:
        door_codes.end(session, reader, panel_id)


@door.get("/door")
@door.response(200, shapes.HelpingSchema(many=True))
@member
def read_my_doors(reader: Reader) -> Any:
    """The doors that I was let work by their codes and still may."""
    with db.reading() as session:
        return queries.doors_of(session, reader.id, at=clock.now())


@door.post("/door")
@door.response(200, shapes.HelpingSchema)
@member
@door.arguments(shapes.UseDoorCodeSchema)
def use_door_code(reader: Reader, values: dict[str, str]) -> Any:
    """Work the door of the panel whose code this is, until the panel ends."""
    limits.spend(MOST_TRIES, "door code", str(reader.id))
    with db.writing() as session:
        return door_codes.use(session, reader, values["code"])
