"""Decisions about people: no database, no clock, no request."""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from hashlib import sha256
from http import HTTPStatus

from backend.core.errors import NotAllowed, Refusal
from schemas.words import RefusalCode, Role

IDLE = timedelta(days=30)
ABSOLUTE = timedelta(days=180)
ROLE_HOLDERS = timedelta(hours=12)


class SignedOut(Refusal):
    """Nobody is signed in on this device."""

    code = RefusalCode.SIGNED_OUT
    status = HTTPStatus.UNAUTHORIZED
    detail = "Please sign in first."


class NameNeeded(Refusal):
    """Nobody writes here without a name."""

    code = RefusalCode.NAME_NEEDED
    status = HTTPStatus.FORBIDDEN
    detail = "Please tell us your real name in your profile first. Nobody here is anonymous."


def digest(secret: str) -> str:
    """What is stored in place of a secret of at least 128 random bits."""
    return sha256(secret.encode()).hexdigest()


def lives(signed_in_at: datetime, seen_at: datetime, roles: AbstractSet[Role], *, at: datetime) -> bool:
    """Whether a device is still signed in: 30 days idle, 180 in all, 12 hours for those who hold a role."""
    longest, idle = (ROLE_HOLDERS, ROLE_HOLDERS) if roles else (ABSOLUTE, IDLE)
    return at - signed_in_at < longest and at - seen_at < idle


def check_holds(roles: AbstractSet[Role], role: Role) -> None:
    """Refuse a person without the role."""
    if role not in roles:
        raise NotAllowed


def check_named(name: str) -> None:
    """Refuse somebody who has not said who they are."""
    if not name:
        raise NameNeeded
