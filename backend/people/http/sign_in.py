"""Doors to come in by and to leave by."""

from typing import Any

from flask import current_app

from backend.core import db, limits
from backend.core.http import Blueprint
from backend.people import rules
from backend.people.models import Person
from backend.people.service import signing_in
from backend.people.service.signing_in import Entrance
from backend.people.signed_in import browser, forget_device, network, remember_asking, remember_device
from schemas.people import AskForCodeSchema, MeSchema, UseCodeSchema, UseLinkSchema

sign_in = Blueprint("sign-in", url_prefix="/api", description="Signing in with a code by mail, and out")

A_FULL_HALL = "2000 per minute"  # a hall of phones is one address


@sign_in.post("/sign-in")
@sign_in.response(202)
@sign_in.arguments(AskForCodeSchema)
def ask_for_code(values: dict[str, Any]) -> None:
    """Ask for a code by mail; the answer never tells whether the address is known."""
    limits.spend(A_FULL_HALL, "ask for code", network())
    asking = browser()
    with db.writing() as session:
        signing_in.ask_for_code(session, values["email"], asking, current_app.config["SETTINGS"].public_url)
    remember_asking(asking)


@sign_in.post("/sign-in/code")
@sign_in.response(200, MeSchema)
@sign_in.arguments(UseCodeSchema)
def use_code(values: dict[str, Any]) -> Person:
    """Sign in with the six digits, in the browser that asked for them."""
    limits.spend(A_FULL_HALL, "use code", network())
    with db.writing() as session:
        entrance = signing_in.use_code(session, values["email"], values["code"], browser())
    return let_in(entrance)


@sign_in.post("/sign-in/link")
@sign_in.response(200, MeSchema)
@sign_in.arguments(UseLinkSchema)
def use_link(values: dict[str, Any]) -> Person:
    """Sign in with the token of the mail's link, in the browser that asked for it. Opening the link uses nothing up."""
    limits.spend(A_FULL_HALL, "use code", network())
    with db.writing() as session:
        entrance = signing_in.use_link(session, values["token"], browser())
    return let_in(entrance)


def let_in(entrance: Entrance | None) -> Person:
    """Answer a good code with the person and the device's cookie, and any other with a refusal."""
    if entrance is None:
        raise rules.WrongCode
    remember_device(entrance.token)
    return entrance.person


@sign_in.post("/sign-out")
@sign_in.response(204)
def sign_out() -> None:
    """Sign this device out and clear what it kept; on one that is signed out already, only the latter."""
    with db.writing() as session:
        signing_in.sign_out(session, browser().token)
    forget_device()
