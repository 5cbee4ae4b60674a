"""Doors to belonging: join, leave, how much I want to hear, and whom I can mention there."""

from typing import Any

from backend.chat.queries import channels as queries
from backend.chat.queries import people as looking
from backend.chat.service import direct
from backend.chat.service import membership as service
from backend.core import db, limits
from backend.core.http import Blueprint
from backend.people.signed_in import Reader, member
from schemas.channels import AnswerRequestSchema, ChangeMembershipSchema, ListedSchema, PeopleSchema, SuggestQuery

RATE = "60 per minute"  # taps of one person, at all channels
LOOKS = "120 per minute"  # names are looked for while somebody types

membership = Blueprint("channel-membership", url_prefix="/api/channels/<int:channel_id>", description="Me in a channel")


@membership.post("/join")
@membership.response(200, ListedSchema)
@member
def join(reader: Reader, channel_id: int) -> dict[str, Any]:
    """Belong to the channel."""
    limits.spend(RATE, "membership", str(reader.id))
    with db.writing(hot=f"channel:{channel_id}") as session:
        service.join(session, reader, channel_id)
    return _shown(reader, channel_id)


@membership.post("/leave")
@membership.response(204)
@member
def leave(reader: Reader, channel_id: int) -> None:
    """Belong to the channel no longer."""
    limits.spend(RATE, "membership", str(reader.id))
    with db.writing(hot=f"channel:{channel_id}") as session:
        service.leave(session, reader, channel_id)


@membership.patch("/membership")
@membership.response(200, ListedSchema)
@member
@membership.arguments(ChangeMembershipSchema)
def change_membership(reader: Reader, values: dict[str, Any], channel_id: int) -> dict[str, Any]:
    """Of what in the channel I am told, or silence for a while."""
    limits.spend(RATE, "membership", str(reader.id))
    with db.writing() as session:
        service.change(session, reader, channel_id, values)
    return _shown(reader, channel_id)


@membership.post("/request")
@membership.response(200, ListedSchema)
@member
@membership.arguments(AnswerRequestSchema)
def answer_request(reader: Reader, said: dict[str, Any], channel_id: int) -> dict[str, Any]:
    """Accept or decline what somebody wrote to me directly for the first time."""
    limits.spend(RATE, "membership", str(reader.id))
    with db.writing(hot=f"channel:{channel_id}") as session:
        direct.answer(session, reader, channel_id, **said)
    return _shown(reader, channel_id)


@membership.get("/people")
@membership.response(200, PeopleSchema)
@member
@membership.arguments(SuggestQuery, location="query")
def suggest_people(reader: Reader, query: dict[str, Any], channel_id: int) -> dict[str, Any]:
    """At most ten people to mention here: who wrote lately first."""
    limits.spend(LOOKS, "suggestions", str(reader.id))
    with db.reading() as session:
        return {"people": looking.people_for(session, reader, channel_id, query["q"])}


def _shown(reader: Reader, channel_id: int) -> dict[str, Any]:
    with db.reading() as session:
        return queries.channel_for(session, reader, channel_id)
