"""Doors by which conversations are taken out, as a ZIP of JSON lines and photos."""

from collections.abc import Iterator
from typing import Any

from flask import Response

from backend.chat.service import exporting
from backend.core import db, limits
from backend.core.http import Blueprint
from backend.people.signed_in import Reader, holds, signed_in
from schemas.chat_search import ExportChannelSchema
from schemas.words import Role

exports = Blueprint("chat-export", url_prefix="/api", description="Taking conversations out")

ZIP = "application/zip"
EXPORTS = "20 per hour"


@exports.post("/channels/<int:channel_id>/export")
@exports.response(200, content_type=ZIP)
@holds(Role.ORGANISER)
@exports.arguments(ExportChannelSchema)
def export_channel(reader: Reader, values: dict[str, Any], channel_id: int) -> Response:
    """A whole channel with its photos and the authors' addresses, for a reason that stays in the history.

    Not others' direct ones.
    """
    limits.spend(EXPORTS, "chat-export", str(reader.id))
    with db.writing() as session:
        exporting.begin(session, reader, channel_id, values["reason"])
    return _file(exporting.whole_channel(channel_id), f"channel-{channel_id}.zip")


@exports.get("/me/chat-export")
@exports.response(200, content_type=ZIP)
@signed_in
def export_own(reader: Reader) -> Response:
    """All that I wrote in chat and the photos I sent, and nothing of anybody else."""
    limits.spend(EXPORTS, "chat-export", str(reader.id))
    return _file(exporting.all_by(reader.id), "my-messages.zip")


def _file(pieces: Iterator[bytes], name: str) -> Response:
    reply = Response(pieces, mimetype=ZIP)
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.headers["X-Accel-Buffering"] = "no"  # a proxy would put a gigabyte on its disk
    return reply
