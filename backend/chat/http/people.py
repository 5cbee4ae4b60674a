"""Doors to the people one talks with: their card, a channel with one of them, and not hearing of one."""

from typing import Any

from backend.chat.queries import channels as queries
from backend.chat.queries import memberships
from backend.chat.queries import people as looking
from backend.chat.service import blocking, direct
from backend.core import db, limits
from backend.core.http import Blueprint
from backend.people.signed_in import Reader, member
from schemas.channels import BlockedPeopleSchema, CardQuery, CardSchema, ListedSchema

RATE = "30 per minute"  # of one person
CARDS = "120 per minute"

company = Blueprint("chat-people", url_prefix="/api", description="The people one talks with")


@company.get("/people/<int:person_id>/card")
@company.response(200, CardSchema)
@member
@company.arguments(CardQuery, location="query")
def show_card(reader: Reader, query: dict[str, Any], person_id: int) -> dict[str, Any]:
    """What members see of somebody."""
    limits.spend(CARDS, "cards", str(reader.id))
    with db.reading() as session:
        return looking.card_for(session, reader, person_id, query["meeting_id"])


@company.post("/people/<int:person_id>/direct")
@company.response(200, ListedSchema)
@member
def open_direct(reader: Reader, person_id: int) -> dict[str, Any]:
    """The channel with somebody, made when it is new; they learn of it by my first message."""
    limits.spend(RATE, "directs", str(reader.id))
    with db.writing() as session:
        channel_id = direct.open_with(session, reader, person_id)
    with db.reading() as session:
        return queries.channel_for(session, reader, channel_id)


@company.put("/people/<int:person_id>/block")
@company.response(204)
@member
def block(reader: Reader, person_id: int) -> None:
    """Hear of somebody no longer; they are not told."""
    limits.spend(RATE, "blocks", str(reader.id))
    with db.writing() as session:
        blocking.block(session, reader.id, person_id)


@company.delete("/people/<int:person_id>/block")
@company.response(204)
@member
def unblock(reader: Reader, person_id: int) -> None:
    """Hear of somebody again."""
    limits.spend(RATE, "blocks", str(reader.id))
    with db.writing() as session:
        blocking.unblock(session, reader.id, person_id)


@company.get("/me/blocks")
@company.response(200, BlockedPeopleSchema)
@member
def list_blocked(reader: Reader) -> dict[str, Any]:
    """Of whom I do not want to hear."""
    with db.reading() as session:
        return {"people": memberships.blocked_by(session, reader.id)}
