"""Who is asking: the decorators by which a door says whom it lets in.

`signed_in` gives the door its `Reader` as first argument; `member` asks for a name as well, since nobody writes
anonymously; `holds(role)` asks for a role. Place them above `arguments`, so that a stranger is refused before the
body is read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from flask import current_app, g, request

from backend.core import clock, db
from backend.people import queries, rules, service
from schemas.words import Role

COOKIE = "fireside"

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Reader:
    """The signed-in person and the device they use."""

    id: int
    name: str
    roles: frozenset[Role]
    device_id: int


def cookie_name() -> str:
    """The session cookie's name; under https the browser itself keeps it to this host and path."""
    return f"__Host-{COOKIE}" if current_app.config["SESSION_COOKIE_SECURE"] else COOKIE


def reader() -> Reader | None:
    """Who is asking, or None for a visitor; looked up once per request."""
    if "reader" not in g:
        token = request.cookies.get(cookie_name(), "")
        g.reader = _found(token) if token else None
    asking: Reader | None = g.reader
    return asking


def _found(token: str) -> Reader | None:
    at = clock.now()
    with db.reading() as session:
        device = queries.device_of(session, rules.digest(token))
        if device is None:
            return None
        roles = queries.roles_of(session, device.person_id)
        if not rules.lives(device.signed_in_at, device.seen_at, roles, at=at):
            return None
        name = queries.person(session, device.person_id).name
    if queries.stale(device, at):
        with db.writing() as session:
            service.see(session, device.id)
    return Reader(device.person_id, name, roles, device.id)


def _checked(door: Callable[Concatenate[Reader, P], R], check: Callable[[Reader], None]) -> Callable[P, R]:
    @wraps(door)
    def with_reader(*given: P.args, **named: P.kwargs) -> R:
        asking = reader()
        if asking is None:
            raise rules.SignedOut
        check(asking)
        return door(asking, *given, **named)

    return with_reader


def signed_in(door: Callable[Concatenate[Reader, P], R]) -> Callable[P, R]:
    """Let in whoever is signed in."""
    return _checked(door, lambda _: None)


def member(door: Callable[Concatenate[Reader, P], R]) -> Callable[P, R]:
    """Let in whoever is signed in and has a name."""
    return _checked(door, lambda asking: rules.check_named(asking.name))


def holds(role: Role) -> Callable[[Callable[Concatenate[Reader, P], R]], Callable[P, R]]:
    """Let in those who have a name and hold the role."""

    def check(asking: Reader) -> None:
        rules.check_holds(asking.roles, role)
        rules.check_named(asking.name)

    return lambda door: _checked(door, check)
