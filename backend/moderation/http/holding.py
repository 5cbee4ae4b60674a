"""Doors to what holds for everybody at once, and to restrictions."""

from typing import Any

from backend.chat.queries import held
from backend.core import db, limits
from backend.core.http import Blueprint
from backend.moderation.queries import settings as queries
from backend.moderation.service import holding as service
from backend.moderation.service import lifting, together
from backend.people.signed_in import Reader, holds
from schemas.holding import DecidedTogetherSchema, DecideHeldSchema, HoldEverywhereSchema, HoldingSchema
from schemas.words import Role

RATE = "60 per minute"  # of one person
MOST_BULKS = "300 per minute"

holding = Blueprint("holding", url_prefix="/api/moderation", description="What holds for everybody at once")


@holding.get("/holding")
@holding.response(200, HoldingSchema)
@holds(Role.MODERATOR, Role.ORGANISER)
def show_holding(_reader: Reader) -> dict[str, Any]:
    """Whose messages wait for a look in every channel, and how many wait."""
    return _shown()


@holding.put("/holding")
@holding.response(200, HoldingSchema)
@holds(Role.MODERATOR, Role.ORGANISER)
@holding.arguments(HoldEverywhereSchema)
def hold_everywhere(reader: Reader, values: dict[str, Any]) -> dict[str, Any]:
    """Hold everybody's messages in every channel for a look, only newcomers', or nobody's: for a raid, one tap."""
    limits.spend(RATE, "holding", str(reader.id))
    with db.writing() as session:
        service.hold(session, reader.id, values["holding"], queries.scope_for(session, reader))
    return _shown()


@holding.post("/held/bulk")
@holding.response(200, DecidedTogetherSchema)
@holds(Role.MODERATOR, Role.ORGANISER)
@holding.arguments(DecideHeldSchema)
def decide_held(reader: Reader, values: dict[str, Any]) -> dict[str, int]:
    """Publish or withhold all that waits, some hundred at a time; what others have claimed is left to them."""
    limits.spend(MOST_BULKS, "held-bulk", str(reader.id))
    with db.writing() as session:
        return together.decide(session, reader, values)


def _shown() -> dict[str, Any]:
    with db.reading() as session:
        chosen = queries.settings(session).newcomers
        in_force = queries.holding_in_force(session)
        return {"holding": chosen, "in_force": in_force, "waiting": held.waiting_count(session)}


@holding.delete("/restrictions/<int:restriction_id>")
@holding.response(204)
@holds(Role.MODERATOR, Role.ORGANISER)
def lift_restriction(reader: Reader, restriction_id: int) -> None:
    """Let somebody again what they were kept from, before its time."""
    limits.spend(RATE, "holding", str(reader.id))
    with db.writing() as session:
        lifting.lift_for(session, reader, restriction_id)
