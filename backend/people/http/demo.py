"""Doors that exist only on this machine: signing in as the demo's people, and reading the mail nobody sends.

They are not registered unless the settings allow them, and even then answer only the machine itself: see
docs/decisions/0009.
"""

from collections.abc import Sequence
from typing import Any

from flask import request

from backend.core import db, mail
from backend.core.errors import NotFound
from backend.core.http import Blueprint
from backend.core.mail import Letter
from backend.people import queries
from backend.people.http.sign_in import let_in
from backend.people.models import Person
from backend.people.service import signing_in
from backend.people.signed_in import browser
from schemas.people import DemoPersonSchema, DemoSignInSchema, LetterSchema, MeSchema

demo = Blueprint("demo", url_prefix="/api/demo", description="The demo's people")
inbox = Blueprint("inbox", url_prefix="/api/demo", description="The mail that is not sent")

LOOPBACK = frozenset({"127.0.0.1", "::1"})
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")


def only_from_here() -> None:
    """Say that there is nothing, to anybody but this machine; whoever was passed on by a proxy may be anybody."""
    if request.remote_addr not in LOOPBACK or any(name in request.headers for name in FORWARDED):
        raise NotFound


demo.before_request(only_from_here)
inbox.before_request(only_from_here)


@demo.get("/people")
@demo.response(200, DemoPersonSchema(many=True))
def list_people() -> Sequence[Person]:
    """The invented people to sign in as, those with a role first."""
    with db.reading() as session:
        return queries.invented_people(session)


@demo.post("/sign-in")
@demo.response(200, MeSchema)
@demo.arguments(DemoSignInSchema)
def sign_in(values: dict[str, Any]) -> Person:
    """Sign in as one of the invented people."""
    with db.writing() as session:
        entrance = signing_in.enter_as_invented(session, values["person_id"], browser())
    return let_in(entrance)


@inbox.get("/letters")
@inbox.response(200, LetterSchema(many=True))
def list_letters() -> Sequence[Letter]:
    """The newest letters."""
    with db.reading() as session:
        return mail.newest(session)
