"""Doors to how this community moderates: its settings, who looks after what, the load, and the public figures."""

from typing import Any

from backend.core import clock, db, limits
from backend.core.http import Blueprint
from backend.moderation.models import ModerationSettings
from backend.moderation.queries import moderators, transparency
from backend.moderation.queries import settings as queries
from backend.moderation.service import scopes
from backend.people.signed_in import Reader, holds
from schemas import desk as shapes
from schemas.moderation import TransparencySchema
from schemas.words import Role

RATE = "60 per minute"  # of one person

settings = Blueprint("moderation", url_prefix="/api", description="How this community moderates")


@settings.get("/moderation/settings")
@settings.response(200, shapes.ModerationSettingsSchema)
@holds(Role.MODERATOR, Role.ORGANISER)
def show_settings(_reader: Reader) -> ModerationSettings:
    """How long claims, appeals, evidence and strikes last, and what holds when no moderator is there."""
    with db.reading() as session:
        return queries.settings(session)


@settings.patch("/moderation/settings")
@settings.response(200, shapes.ModerationSettingsSchema)
@holds(Role.ORGANISER)
@settings.arguments(shapes.ChangeModerationSettingsSchema)
def change_settings(reader: Reader, values: dict[str, Any]) -> ModerationSettings:
    """Change what is sent of the settings."""
    limits.spend(RATE, "moderation settings", str(reader.id))
    with db.writing() as session:
        return scopes.change_settings(session, reader.id, values)


@settings.get("/moderation/scopes")
@settings.response(200, shapes.ModeratorsSchema)
@holds(Role.MODERATOR, Role.ORGANISER)
def list_moderators(_reader: Reader) -> dict[str, Any]:
    """Who moderates, and what each looks after."""
    with db.reading() as session:
        return {"moderators": moderators.moderators(session)}


@settings.get("/moderation/scopes/<int:person_id>")
@settings.response(200, shapes.ModeratorSchema)
@holds(Role.MODERATOR, Role.ORGANISER)
def show_scopes(_reader: Reader, person_id: int) -> dict[str, Any]:
    """What one moderator looks after."""
    with db.reading() as session:
        return moderators.moderator(session, person_id)


@settings.put("/moderation/scopes/<int:person_id>")
@settings.response(200, shapes.ModeratorSchema)
@holds(Role.ORGANISER)
@settings.arguments(shapes.SetScopesSchema)
def set_scopes(reader: Reader, wanted: dict[str, Any], person_id: int) -> dict[str, Any]:
    """Let a moderator look after these channels and languages, or after everything."""
    limits.spend(RATE, "moderation settings", str(reader.id))
    with db.writing() as session:
        scopes.set_scopes(session, reader, person_id, wanted["scopes"])
    with db.reading() as session:
        return moderators.moderator(session, person_id)


@settings.get("/moderation/load")
@settings.response(200, shapes.LoadSchema)
@holds(Role.MODERATOR, Role.ORGANISER)
def show_load(reader: Reader) -> dict[str, Any]:
    """How much there is to moderate, and how much of it I do."""
    with db.reading() as session:
        return moderators.load_for(session, reader, at=clock.now())


@settings.get("/meetings/<slug>/transparency")
@settings.response(200, TransparencySchema)
def show_transparency(slug: str) -> dict[str, Any]:
    """What moderation did at this edition, for everybody: counts and no names."""
    with db.reading() as session:
        return transparency.transparency(session, slug)
