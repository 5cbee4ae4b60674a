"""Doors to removing: take anything away, put it back, look at what it was, and read what was ever done."""

from typing import Any

from flask import Response

from backend.chat.rules.photos import file_of
from backend.chat.rules.rights import KEEPERS
from backend.core import db, limits, storage
from backend.core.errors import NotFound
from backend.core.http import Blueprint
from backend.moderation.models import Removal
from backend.moderation.queries import audit
from backend.moderation.service import evidence, removing, restoring
from backend.moderation.service.removing import Why
from backend.people.signed_in import Reader, holds
from schemas import removals as shapes
from schemas.photos import SIDES

MOST_REMOVED = "120 per minute"
MOST_LOOKS = "120 per minute"
WEBP = "image/webp"
NOTHING_ELSE = "default-src 'none'; sandbox"

removals = Blueprint("removals", url_prefix="/api/moderation", description="Taking away, and putting back")


@removals.post("/removals")
@removals.response(201, shapes.RemovalSchema)
@holds(*KEEPERS)
@removals.arguments(shapes.RemoveSchema)
def remove(reader: Reader, values: dict[str, Any]) -> Removal:
    """Take a message, photo, question, application or a profile's texts away from everybody; its author is told why."""
    limits.spend(MOST_REMOVED, "remove", str(reader.id))
    why = Why(values["guideline"], values["note"], values["text"])
    with db.writing() as session:
        return removing.remove_for(session, reader, values["subject"], values["subject_id"], why)


@removals.delete("/removals/<int:removal_id>")
@removals.response(200, shapes.RemovalSchema)
@holds(*KEEPERS)
def restore(reader: Reader, removal_id: int) -> Removal:
    """Put back what was taken away, in its place."""
    limits.spend(MOST_REMOVED, "remove", str(reader.id))
    with db.writing() as session:
        return restoring.restore_for(session, reader, removal_id)


@removals.get("/removals/<int:removal_id>/evidence")
@removals.response(200, shapes.EvidenceSchema)
@holds(*KEEPERS)
def read_evidence(reader: Reader, removal_id: int) -> Any:
    """What was taken away, as long as it is kept; that it was looked at stays in the record."""
    limits.spend(MOST_LOOKS, "evidence", str(reader.id))
    with db.writing() as session:
        return evidence.shown_to(session, reader, removal_id)


@removals.get("/removals/<int:removal_id>/evidence/photos/<int:photo_id>/<int:side>")
@removals.response(200, content_type=WEBP)
@holds(*KEEPERS)
def show_evidence(reader: Reader, removal_id: int, photo_id: int, side: int) -> Response:
    """A photo that was taken away, at most 320, 1080 or 2048 pixels wide and high; that, too, stays in the record."""
    if side not in SIDES:
        raise NotFound
    limits.spend(MOST_LOOKS, "evidence", str(reader.id))
    with db.writing() as session:
        key = evidence.photo_shown_to(session, reader, removal_id, photo_id)
    reply = Response(storage.current().read(file_of(key, side)), mimetype=WEBP)
    reply.cache_control.no_store = True
    reply.headers["Content-Security-Policy"] = NOTHING_ELSE
    reply.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return reply


@removals.get("/audit")
@removals.response(200, shapes.ActsPageSchema)
@holds(*KEEPERS)
@removals.arguments(shapes.ActsQuery, location="query")
def read_audit(_reader: Reader, query: dict[str, Any]) -> Any:
    """All that moderators ever did, the newest first."""
    with db.reading() as session:
        return audit.page(session, query.get("before"), query.get("act", ""))
