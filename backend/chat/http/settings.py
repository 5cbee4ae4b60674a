"""Doors to how this community talks: its guidelines, accepting them, and what organisers set."""

from typing import Any

from backend.chat.models import Chatter
from backend.chat.queries import people as looking
from backend.chat.queries import settings as queries
from backend.chat.service import accepting
from backend.chat.service import settings as service
from backend.core import db, limits
from backend.core.http import Blueprint
from backend.people.signed_in import Reader, holds, member
from schemas.channels import (
    AcceptSchema,
    ChangeChatSettingsSchema,
    ChatEditSchema,
    ChatSettingsSchema,
    ChatterSchema,
)
from schemas.guidelines import GuidelinesSchema
from schemas.words import Role

RATE = "30 per minute"  # of one person

chat = Blueprint("chat", url_prefix="/api/chat", description="How this community talks")
guidelines = Blueprint("guidelines", url_prefix="/api/guidelines", description="The guidelines, in every edition")


@chat.get("/settings")
@chat.response(200, ChatSettingsSchema)
def show_settings() -> dict[str, Any]:
    """The guidelines, the welcome, and what is limited in the first days."""
    with db.reading() as session:
        return queries.shown(session, queries.settings(session))


@chat.patch("/settings")
@chat.response(200, ChatSettingsSchema)
@holds(Role.ORGANISER)
@chat.arguments(ChangeChatSettingsSchema)
def change_settings(reader: Reader, values: dict[str, Any]) -> dict[str, Any]:
    """Change what is sent of the settings."""
    with db.writing() as session:
        return queries.shown(session, service.change(session, reader.id, values))


@chat.get("/settings/history")
@chat.response(200, ChatEditSchema(many=True))
@holds(Role.ORGANISER)
def show_settings_history(_reader: Reader) -> list[dict[str, Any]]:
    """Who changed the settings, newest first."""
    with db.reading() as session:
        return looking.edits_of(session, service.SCOPE)


@guidelines.get("")
@guidelines.response(200, GuidelinesSchema)
def show_guidelines() -> dict[str, Any]:
    """The guidelines in force, with the points that reports and decisions name."""
    with db.reading() as session:
        return queries.guidelines(session)


@guidelines.get("/<int:number>")
@guidelines.response(200, GuidelinesSchema)
def show_edition(number: int) -> dict[str, Any]:
    """The guidelines as they stood in one of their editions."""
    with db.reading() as session:
        return queries.guidelines(session, number)


@chat.post("/accept")
@chat.response(200, ChatterSchema)
@member
@chat.arguments(AcceptSchema)
def accept(reader: Reader, said: dict[str, Any]) -> Chatter:
    """I have read the guidelines and keep to them."""
    limits.spend(RATE, "accept", str(reader.id))
    with db.writing() as session:
        return accepting.accept(session, reader.id, said["version"])
