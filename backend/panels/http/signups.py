"""Doors for those who want a seat: sign up, leave, take that back, answer an offer."""

from typing import Any

from backend.core import db, limits
from backend.core.http import Blueprint
from backend.core.serving import Serving
from backend.panels import queries
from backend.panels.service import signing_up
from backend.panels.service.signing_up import Answer, Ask, Asked
from backend.people.signed_in import Reader, member
from schemas.panels import AnswerOfferSchema, LeaveQuery, SignUpSchema, StandingSchema

RATE = "60 per minute"  # taps of one person, at all panels

signups = Blueprint("panels", url_prefix="/api/panels/<int:panel_id>/signups", description="Meet the bloggers: seats")

RUSH: Serving[Asked, Answer] = Serving(
    "panel",
    signing_up.sign_up_each,
    lambda session, panel_id, asked: signing_up.sign_up(session, asked.person_id, panel_id, asked.ask),
)


@signups.post("")
@signups.response(201, StandingSchema)
@signups.or_response(200, StandingSchema, description="I had signed up already")
@member
@signups.arguments(SignUpSchema)
def sign_up(reader: Reader, wanted: dict[str, Any], panel_id: int) -> tuple[Any, int]:
    """Ask for a seat; a full panel puts me in its line. Asking twice is asking once.

    With `swap_from` a seat at that panel is given up for one here, when a seat is to be had here and the two overlap.
    """
    limits.spend(RATE, "signups", str(reader.id))
    signup, new = RUSH.ask(panel_id, Asked(reader.id, Ask(**wanted)))
    return signup, 201 if new else 200


@signups.delete("/mine")
@signups.response(200, StandingSchema)
@member
@signups.arguments(LeaveQuery, location="query")
def leave(reader: Reader, query: dict[str, Any], panel_id: int) -> Any:
    """Give up my seat, offer or place in line; for ten seconds it can be taken back."""
    limits.spend(RATE, "signups", str(reader.id))
    with db.writing(hot=f"panel:{panel_id}") as session:
        return queries.standing(session, signing_up.leave(session, reader.id, panel_id, **query))


@signups.post("/mine/undo")
@signups.response(200, StandingSchema)
@member
def take_back(reader: Reader, panel_id: int) -> Any:
    """Have again what I just gave up: the same seat, offer or number in line."""
    limits.spend(RATE, "signups", str(reader.id))
    with db.writing(hot=f"panel:{panel_id}") as session:
        return queries.standing(session, signing_up.take_back(session, reader.id, panel_id))


@signups.post("/mine/answer")
@signups.response(200, StandingSchema)
@member
@signups.arguments(AnswerOfferSchema)
def answer(reader: Reader, said: dict[str, Any], panel_id: int) -> Any:
    """Accept or decline the seat that is offered to me."""
    limits.spend(RATE, "signups", str(reader.id))
    with db.writing(hot=f"panel:{panel_id}") as session:
        return queries.standing(session, signing_up.answer(session, reader.id, panel_id, **said))
