"""Doors to what waits for a look, and to what moderators turn in a channel."""

from typing import Any

from backend.chat.queries import channels as queries
from backend.chat.service import holding, moderating
from backend.core import db, limits
from backend.core.http import Blueprint
from backend.people.signed_in import Reader, member
from schemas.channels import ListedSchema
from schemas.holding import ModerateChannelSchema

RATE = "60 per minute"  # of one person

held = Blueprint("held", url_prefix="/api", description="What waits for a look, and what moderators turn in a channel")


@held.delete("/held/<int:held_id>")
@held.response(204)
@member
def withdraw_held(reader: Reader, held_id: int) -> None:
    """Take back a message of mine, or its new words, before anybody decided; nothing of it is kept."""
    limits.spend(RATE, "held", str(reader.id))
    with db.writing() as session:
        holding.withdraw(session, reader.id, held_id)


@held.put("/channels/<int:channel_id>/moderation")
@held.response(200, ListedSchema)
@member
@held.arguments(ModerateChannelSchema)
def moderate_channel(reader: Reader, values: dict[str, Any], channel_id: int) -> dict[str, Any]:
    """Slow a channel down, lock it, hold messages for a look: for its moderators; a panel's hosts do the first two."""
    limits.spend(RATE, "channels", str(reader.id))
    with db.writing(hot=f"channel:{channel_id}") as session:
        moderating.turn(session, reader, channel_id, values)
    with db.reading() as session:
        return queries.channel_for(session, reader, channel_id)
