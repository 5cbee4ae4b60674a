"""Who is asking: the decorators by which a door says whom it lets in, and the cookies that tell.

`signed_in` gives the door its `Reader` as first argument; `member` asks for a name as well, since nobody writes
anonymously; `holds(role, ...)` asks for one of the roles. Place them above `arguments`, so that a stranger is refused
before the body is read.
"""

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import structlog
from flask import Request, Response, after_this_request, current_app, g, request
from sqlalchemy.exc import OperationalError

from backend.core import clock, db, http
from backend.core.errors import Busy, SignedOut
from backend.core.together import Together
from backend.people import queries, rules
from backend.people.queries import SignedIn
from backend.people.service import signing_in
from backend.people.service.signing_in import Browser
from schemas.words import Role

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

log = structlog.get_logger()

COOKIE = "fireside"
ASKED_COOKIE = "fireside-asked"
SHORTEST_IPV6_NETWORK = 64  # what one household or hall is given

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Reader:
    """The signed-in person and the device they use."""

    id: int
    name: str
    roles: frozenset[Role]
    device_id: int


def cookie_name(name: str = COOKIE) -> str:
    """A cookie's name; under https the browser itself keeps it to this host and path."""
    return f"__Host-{name}" if current_app.config["SESSION_COOKIE_SECURE"] else name


def reader() -> Reader | None:
    """Who is asking, or None for a visitor; looked up once per request."""
    if "reader" not in g:
        token = request.cookies.get(cookie_name(), "")
        g.reader = _found(token) if token else None
        if g.reader:
            structlog.contextvars.bind_contextvars(person=g.reader.id)
    asking: Reader | None = g.reader
    return asking


def _found(token: str) -> Reader | None:
    at, found = clock.now(), _LOOKS.find(rules.digest(token))
    if found is None or not _lives(found, at=at):
        return None
    if rules.worth_noting(found.seen_at, at=at):
        _note(found.device_id)
    return _reader(found)


def _lives(found: SignedIn, *, at: datetime) -> bool:
    return rules.lives(found.signed_in_at, found.seen_at, found.roles, at=at)


def _reader(found: SignedIn) -> Reader:
    return Reader(found.person_id, found.name, found.roles, found.device_id)


def arriving(environ: "WSGIEnvironment") -> Reader | None:
    """Whose cookie a socket's handshake carries, or None for a visitor.

    It is not written down as being in use: ten thousand phones that come back at once would be as many writes.
    """
    token = Request(environ).cookies.get(cookie_name(), "")
    found = _LOOKS.find(rules.digest(token)) if token else None
    return _reader(found) if found and _lives(found, at=clock.now()) else None


def _found_with(digests: Collection[str]) -> dict[str, SignedIn]:
    with db.reading() as session:
        return queries.signed_in_with_any(session, digests)


_LOOKS = Together(_found_with)


def standing(device_ids: Collection[int]) -> dict[int, Reader]:
    """Of these devices those that are still signed in, with their reader."""
    at = clock.now()
    with db.reading() as session:
        found = queries.signed_in_on(session, device_ids)
    return {one.device_id: _reader(one) for one in found if _lives(one, at=at)}


def _note(device_id: int) -> None:
    """Write down that the device is in use; nobody is kept from reading because that cannot be written just now."""
    try:
        with db.writing() as session:
            signing_in.see(session, device_id)
    except (Busy, OperationalError) as error:
        log.warning("device.not_noted", device=device_id, error=type(error).__name__)


def browser() -> Browser:
    """The browser that is asking, with a new secret for the code it may ask for."""
    return Browser(
        asked_with=request.cookies.get(cookie_name(ASKED_COOKIE), ""),
        asks_with=secrets.token_urlsafe(32),
        token=request.cookies.get(cookie_name(), ""),
        label=rules.label_of(request.user_agent.string),
        network=network(),
    )


def network() -> str:
    """Where the request comes from, for limits: an IPv4 address, or the network of an IPv6 one."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    if address.version == 4:  # noqa: PLR2004 - the number is the name
        return str(address)
    return str(ip_network((int(address), SHORTEST_IPV6_NETWORK), strict=False))


def remember_device(token: str) -> None:
    """Give the browser its device's token; the request for a code is done with."""
    _set(COOKIE, token, int(rules.ABSOLUTE.total_seconds()))
    _set(ASKED_COOKIE, "", 0)


def remember_asking(asking: Browser) -> None:
    """Give the browser the secret that binds the code to it."""
    _set(ASKED_COOKIE, asking.asks_with, int(rules.REQUESTS_KEPT.total_seconds()))


def forget_device() -> None:
    """Take the token away, and everything the browser kept of what the person could see."""
    _set(COOKIE, "", 0)

    @after_this_request
    def _clear(response: Response) -> Response:
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _set(name: str, value: str, seconds: int) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send; zero seconds take it away."""
    name, secure = cookie_name(name), current_app.config["SESSION_COOKIE_SECURE"]

    @after_this_request
    def _answer(response: Response) -> Response:
        response.set_cookie(name, value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="Lax")
        return response


def _checked(door: Callable[Concatenate[Reader, P], R], check: Callable[[Reader], None]) -> Callable[P, R]:
    @wraps(door)
    def with_reader(*given: P.args, **named: P.kwargs) -> R:
        asking = reader()
        if asking is None:
            raise SignedOut
        check(asking)
        return door(asking, *given, **named)

    http.guarded(with_reader)
    return with_reader


def signed_in(door: Callable[Concatenate[Reader, P], R]) -> Callable[P, R]:
    """Let in whoever is signed in."""
    return _checked(door, lambda _: None)


def member(door: Callable[Concatenate[Reader, P], R]) -> Callable[P, R]:
    """Let in whoever is signed in and has a name."""
    return _checked(door, lambda asking: rules.check_named(asking.name))


def holds(*roles: Role) -> Callable[[Callable[Concatenate[Reader, P], R]], Callable[P, R]]:
    """Let in those who have a name and hold one of the roles."""

    def check(asking: Reader) -> None:
        rules.check_holds(asking.roles, *roles)
        rules.check_named(asking.name)

    return lambda door: _checked(door, check)
