"""Doors to taking many messages away together."""

from typing import Any

from backend.chat.rules.rights import KEEPERS
from backend.core import db, limits
from backend.core.http import Blueprint
from backend.moderation.queries import bulk as queries
from backend.moderation.rules.wanting import Wanted
from backend.moderation.service import bulk as service
from backend.people.signed_in import Reader, holds
from schemas import bulk as shapes
from schemas.door import FindPersonQuery

MOST_LOOKS = "60 per minute"
MOST_BULKS = "120 per minute"
MOST_NAMES = "120 per minute"  # names are looked for while somebody types

bulks = Blueprint("bulk", url_prefix="/api/moderation/bulk", description="Taking many messages away together")


@bulks.get("/people")
@bulks.response(200, shapes.PeopleFoundSchema)
@holds(*KEEPERS)
@bulks.arguments(FindPersonQuery, location="query")
def find_people(reader: Reader, query: dict[str, str]) -> Any:
    """Whose messages to take away, by name; at most ten, those who hide their profile as well."""
    limits.spend(MOST_NAMES, "bulk-people", str(reader.id))
    with db.reading() as session:
        return {"people": queries.people_named(session, query["q"])}


@bulks.post("/preview")
@bulks.response(200, shapes.BulkPreviewSchema)
@holds(*KEEPERS)
@bulks.arguments(shapes.WantedSchema)
def preview(reader: Reader, wanted: dict[str, Any]) -> Any:
    """How many messages would be taken away, and the newest of them; nothing is changed."""
    limits.spend(MOST_LOOKS, "bulk-preview", str(reader.id))
    with db.reading() as session:
        return queries.preview(session, reader, Wanted(**wanted))


@bulks.post("")
@bulks.response(201, shapes.BulkSchema)
@holds(*KEEPERS)
@bulks.arguments(shapes.BulkRemoveSchema)
def remove_all(reader: Reader, values: dict[str, Any]) -> Any:
    """Take all of them away, some hundred at a time: `left` says how many are still to go."""
    limits.spend(MOST_BULKS, "bulk", str(reader.id))
    with db.writing() as session:
        made = service.remove(session, reader, Wanted(**values["same"]), values)
    with db.reading() as session:
        return queries.shown(session, reader, made)


@bulks.get("")
@bulks.response(200, shapes.BulksSchema)
@holds(*KEEPERS)
def list_bulks(reader: Reader) -> Any:
    """The newest of such events; of the reader's own, how much each has still to take away."""
    with db.reading() as session:
        return {"bulks": queries.newest(session, reader)}


@bulks.delete("/<int:bulk_id>")
@bulks.response(200, shapes.BulkSchema)
@holds(*KEEPERS)
def restore_all(reader: Reader, bulk_id: int) -> Any:
    """Put all of them back, some hundred at a time."""
    limits.spend(MOST_BULKS, "bulk", str(reader.id))
    with db.writing() as session:
        bulk = service.restore(session, reader, bulk_id)
    with db.reading() as session:
        return queries.shown(session, reader, bulk)
