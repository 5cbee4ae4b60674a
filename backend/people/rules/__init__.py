"""Decisions about people: no database, no clock, no request."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Protocol

from email_validator import EmailNotValidError, validate_email

from backend.core.errors import Invalid, NotAllowed, NotFound, Refusal
from backend.core.text import fold
from schemas.words import Joining, RefusalCode, Role, Visibility

IDLE = timedelta(days=30)
ABSOLUTE = timedelta(days=180)
ROLE_HOLDERS = timedelta(hours=12)
SEEN_EVERY = timedelta(hours=1)

CODE_LIVES = timedelta(minutes=10)
MOST_TRIES = 5
MOST_CODES = "5 per 15 minutes"  # for one address, to one browser or network that asks
MOST_CODES_OF_ALL = 20  # for one address, to all networks together
CODES_WITHIN = timedelta(minutes=15)
MOST_TRIES_OF_ALL = 100  # for one address
TRIES_WITHIN = timedelta(days=1)
CHALLENGE_LIVES = timedelta(minutes=5)
MOST_PASSKEYS = 20
REQUESTS_KEPT = timedelta(days=1)

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


class NameNeeded(Refusal):
    """Nobody writes here without a name."""

    code = RefusalCode.NAME_NEEDED
    status = HTTPStatus.FORBIDDEN
    detail = "Please tell us your real name in your profile first. Nobody here is anonymous."


class WrongCode(Refusal):
    """The code or link is not right, is too old, was used, or was asked for by another browser."""

    code = RefusalCode.WRONG_CODE
    status = HTTPStatus.UNAUTHORIZED
    detail = "This code is wrong or no longer works. A code works once, for ten minutes, where it was asked for."


class OtherDevice(Refusal):
    """The link is good, and belongs to the browser that asked for it; it is not used up by this."""

    code = RefusalCode.OTHER_DEVICE
    detail = "Open this link on the device where you asked for it, or type the six digits there."


class PasskeyRefused(Refusal):
    """The authenticator's answer does not fit what was asked, or the passkey is not known here."""

    code = RefusalCode.PASSKEY_REFUSED
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    detail = "This passkey did not work here. You can sign in with a code by mail instead."


class LastOrganiser(Refusal):
    """Somebody must be able to run the community."""

    code = RefusalCode.LAST_ORGANISER
    detail = "This is the only organiser. Make somebody else an organiser first."


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody a list or an invitation tells of before they came."""

    name: str = ""
    affiliation: str = ""


def normal_address(email: str) -> str:
    """The one form of an address, under which its owner is known and written to.

    Small letters throughout: no mail service in use tells A from a, and two members must not share a mailbox.

    Raises:
        Invalid: when mail cannot be sent there; whether anybody reads it there is not asked.
    """
    try:
        found = validate_email(
            email,
            check_deliverability=False,
            allow_smtputf8=False,
            test_environment=True,  # .test belongs to nobody, and rehearsals use it
        )
    except EmailNotValidError as error:
        raise Invalid(
            "This does not look like an e-mail address.", errors={"email": ["Please check the address."]}
        ) from error
    return f"{found.local_part}@{found.ascii_domain}".lower()


def digest(secret: str) -> str:
    """What is stored in place of a secret of at least 128 random bits."""
    return sha256(secret.encode()).hexdigest()


def admitted(joining: Joining, *, known: bool, invited: bool, listed: bool) -> bool:
    """Whether an address gets a code. A changed policy never locks out who is a member already."""
    return known or invited or joining is Joining.ANYONE or (joining is Joining.LIST and listed)


def code_lives(sent_at: datetime, *, tries_left: int, spent: bool, at: datetime) -> bool:
    """Whether a code can still be used: ten minutes from when its letter left, five tries, once."""
    return not spent and tries_left > 0 and at - sent_at < CODE_LIVES


def tried(tries_left: Iterable[int]) -> int:
    """How often the codes of which so many tries are left have been tried."""
    return sum(MOST_TRIES - left for left in tries_left)


def lives(signed_in_at: datetime, seen_at: datetime, roles: AbstractSet[Role], *, at: datetime) -> bool:
    """Whether a device is still signed in: 30 days idle, 180 in all, 12 hours for those who hold a role."""
    longest, idle = (ROLE_HOLDERS, ROLE_HOLDERS) if roles else (ABSOLUTE, IDLE)
    return at - signed_in_at < longest and at - seen_at < idle


def worth_noting(seen_at: datetime, *, at: datetime) -> bool:
    """Whether a device was last seen so long ago that it is worth a write."""
    return at - seen_at > SEEN_EVERY


def label_of(user_agent: str) -> str:
    """What to call a device in its owner's list: "Chrome on Android"."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} on {system}" if system else browser


def check_holds(roles: AbstractSet[Role], *wanted: Role) -> None:
    """Refuse a person with none of the roles that are wanted."""
    if roles.isdisjoint(wanted):
        raise NotAllowed


def check_named(name: str) -> None:
    """Refuse somebody who has not said who they are."""
    if not name:
        raise NameNeeded


def check_somebody_stays(role: Role, *, others: int) -> None:
    """Refuse to take the role of organiser from the last who holds it."""
    if role is Role.ORGANISER and not others:
        raise LastOrganiser


def check_invented(*, invented: bool) -> None:
    """Refuse to let anybody in as a real person."""
    if not invented:
        raise NotFound


def check_room_for_passkey(held: int) -> None:
    """Refuse to pile up passkeys."""
    if held >= MOST_PASSKEYS:
        raise Invalid(f"You have {held} passkeys already. Please remove one that you no longer use.")


class Named(Protocol):
    """Somebody who can be found by name."""

    name: Any
    affiliation: Any
    visibility: Any


def is_named(person: Named, words: Sequence[str], *, hidden: bool = False) -> bool:
    """Whether these folded words are of the person's name or affiliation; an address is nobody's name.

    Somebody hidden is found only by who knows the whole name, or with `hidden` by a part of the name.
    """
    if person.visibility is Visibility.HIDDEN:
        name = fold(person.name)
        return all(word in name for word in words) if hidden else name.split() == list(words)
    shown = fold(f"{person.name} {person.affiliation}")
    return all(word in shown for word in words)
