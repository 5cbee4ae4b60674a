"""Doors to passkeys: making, listing and removing one's own, and signing in with one."""

from collections.abc import Sequence
from typing import Any

from flask import current_app

from backend.core import db, limits
from backend.core.http import Blueprint
from backend.people import queries, rules
from backend.people.http.sign_in import A_FULL_HALL
from backend.people.models import Passkey, Person
from backend.people.service import passkeys as service
from backend.people.service.passkeys import Site
from backend.people.signed_in import Reader, browser, member, network, remember_device, signed_in
from schemas.people import AddPasskeySchema, MeSchema, PasskeyOptionsSchema, PasskeySchema, UsePasskeySchema

passkeys = Blueprint("passkeys", url_prefix="/api", description="Passkeys, a stronger way in")


def _site() -> Site:
    return Site.of(current_app.config["SETTINGS"])


@passkeys.get("/me/passkeys")
@passkeys.response(200, PasskeySchema(many=True))
@signed_in
def list_passkeys(reader: Reader) -> Sequence[Passkey]:
    """My passkeys, oldest first."""
    with db.reading() as session:
        return queries.passkeys_of(session, reader.id)


@passkeys.post("/me/passkeys/options")
@passkeys.response(200, PasskeyOptionsSchema)
@member
def options_to_add(reader: Reader) -> dict[str, Any]:
    """What the browser needs to make a passkey; good for five minutes and one answer."""
    limits.spend("60 per hour", "passkey", str(reader.id))
    with db.writing() as session:
        return {"options": service.options_to_add(session, reader.id, _site())}


@passkeys.post("/me/passkeys")
@passkeys.response(201, PasskeySchema)
@member
@passkeys.arguments(AddPasskeySchema)
def add_passkey(reader: Reader, values: dict[str, Any]) -> Passkey:
    """Keep the passkey the browser has made; its owner is told by mail."""
    label = values["label"] or browser().label
    with db.writing() as session:
        passkey = service.add(session, reader.id, values["credential"], label, _site())
    if passkey is None:
        raise rules.PasskeyRefused
    return passkey


@passkeys.delete("/me/passkeys/<int:passkey_id>")
@passkeys.response(204)
@signed_in
def remove_passkey(reader: Reader, passkey_id: int) -> None:
    """Forget one of my passkeys."""
    with db.writing() as session:
        service.remove(session, reader.id, passkey_id)


@passkeys.post("/sign-in/passkey/options")
@passkeys.response(200, PasskeyOptionsSchema)
def options_to_sign_in() -> dict[str, Any]:
    """What the browser needs to offer its passkeys; good for five minutes and one answer."""
    limits.spend(A_FULL_HALL, "passkey", network())
    with db.writing() as session:
        return {"options": service.options_to_sign_in(session, _site())}


@passkeys.post("/sign-in/passkey")
@passkeys.response(200, MeSchema)
@passkeys.arguments(UsePasskeySchema)
def sign_in(values: dict[str, Any]) -> Person:
    """Sign in with a passkey."""
    limits.spend(A_FULL_HALL, "use passkey", network())
    with db.writing() as session:
        entrance = service.sign_in(session, values["credential"], browser(), _site())
    if entrance is None:
        raise rules.PasskeyRefused
    remember_device(entrance.token)
    return entrance.person
