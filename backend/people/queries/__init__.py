"""Reads of people. What leaves here for other members never holds an address."""

from collections.abc import Callable, Collection, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from backend.core import feed
from backend.core.errors import NotFound
from backend.core.text import fold
from backend.people import rules
from backend.people.models import Community, Device, Grant, Invitation, Passkey, PasskeyChallenge, Person, SignInRequest
from backend.people.rules import Expected
from schemas.words import Joining, Role

PAGE = 50
MOST_FOUND, MOST_LOOKED_AT = 10, 500
OUR_NAME = "Fireside"

List = Callable[[Session, str], Expected | None]
_lists: dict[str, List] = {}


def admits(name: str, tells_of: List) -> None:
    """Let a list of another feature say whom it expects: `tells_of(session, address)`, None for nobody.

    Filled when the app starts, so that people need not know who keeps lists.
    """
    _lists[name] = tells_of


def expected(session: Session, email: str) -> Expected | None:
    """What the lists tell of this address; every list is asked, so that all addresses cost the same."""
    found = [tells_of(session, email) for tells_of in _lists.values()]
    return next((one for one in found if one), None)


def community(session: Session) -> Community:
    """The community; with its first settings where nobody has changed them yet."""
    return session.scalar(select(Community).order_by(Community.id).limit(1)) or _first_settings()


def community_to_change(session: Session) -> Community:
    """The community, locked: whoever changes roles or the door policy waits here for their turn."""
    locked = select(Community).order_by(Community.id).limit(1).with_for_update()
    if found := session.scalar(locked):
        return found
    with suppress(IntegrityError), session.begin_nested():  # another transaction may make it at the same moment
        session.add(_first_settings())
    return session.execute(locked).scalar_one()


def _first_settings() -> Community:
    return Community(id=1, name=OUR_NAME, joining=Joining.ANYONE)


def me_for(session: Session, person_id: int) -> Person:
    """The person as they see themselves, with their roles."""
    return session.execute(_with_roles().where(Person.id == person_id)).scalar_one()


def person_at(session: Session, email: str) -> Person | None:
    """The person with this address (in its normal form), with their roles."""
    return session.scalar(_with_roles().where(Person.email == email))


def person_to_change(session: Session, person_id: int) -> Person:
    """The person with this id and their roles, locked.

    Raises:
        NotFound: when there is none.
    """
    found = session.scalar(_with_roles().where(Person.id == person_id).with_for_update())
    if found is None:
        raise NotFound
    return found


def _with_roles() -> Select[Person]:
    return select(Person).where(Person.removed_at.is_(None)).options(selectinload(Person.grants))


def person(session: Session, person_id: int) -> Person:
    """The person with this id, which must exist."""
    return session.get_one(Person, person_id)


def names_of(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The names of these people."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row.id: row.name for row in rows}


def names_of_holders(session: Session, roles: AbstractSet[Role]) -> Sequence[str]:
    """The names of everybody who holds one of the roles."""
    theirs = select(Person.name).join(Grant, Grant.person_id == Person.id).where(Grant.role.in_(roles))
    return session.scalars(theirs.where(Person.name != "", Person.removed_at.is_(None)).distinct()).all()


def holders_of(session: Session, role: Role) -> Sequence[int]:
    """Everybody who holds the role."""
    return session.scalars(select(Grant.person_id).where(Grant.role == role).order_by(Grant.person_id)).all()


def holders_besides(session: Session, role: Role, person_id: int) -> int:
    """How many others hold the role."""
    others = select(func.count()).where(Grant.role == role, Grant.person_id != person_id)
    return session.execute(others).scalar_one()


def device_of(session: Session, token_digest: str) -> Device | None:
    """The device with this token, unless it has ended."""
    return session.scalar(select(Device).where(Device.token_digest == token_digest, Device.ended_at.is_(None)))


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A device that nobody has ended and its owner; by age it may be no more."""

    device_id: int
    person_id: int
    name: str
    roles: frozenset[Role]
    signed_in_at: datetime
    seen_at: datetime


def _living() -> Select[int, int, str, datetime, datetime, Role | None]:
    """A row for each role of whoever is signed in on a device; one for who holds none."""
    columns = (Device.id, Device.person_id, Person.name, Device.signed_in_at, Device.seen_at, Grant.role)
    theirs = select(*columns).join(Person, Person.id == Device.person_id)
    theirs = theirs.outerjoin(Grant, Grant.person_id == Device.person_id)
    return theirs.where(Device.ended_at.is_(None), Person.removed_at.is_(None))


# Asked by every request and every handshake, so they are made once.
WITH_TOKENS = (
    _living().add_columns(Device.token_digest).where(Device.token_digest.in_(bindparam("digests", expanding=True)))
)
ON_DEVICES = _living().where(Device.id.in_(bindparam("ids", expanding=True)))


def signed_in_with_any(session: Session, token_digests: Collection[str]) -> dict[str, SignedIn]:
    """Who is signed in with these tokens, by the token's digest."""
    rows = session.connection().execute(WITH_TOKENS, {"digests": list(token_digests)}).all()
    digest_of = {row.id: row.token_digest for row in rows}
    return {digest_of[found.device_id]: found for found in _put_together(rows)}


def signed_in_on(session: Session, device_ids: Collection[int]) -> list[SignedIn]:
    """Who is signed in on these devices; those that have ended are absent."""
    return _put_together(session.connection().execute(ON_DEVICES, {"ids": list(device_ids)}).all())


def _put_together(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[SignedIn]:
    roles: dict[int, set[Role]] = {}
    for row in rows:
        roles.setdefault(row.id, set()).update([row.role] if row.role else [])
    return [
        SignedIn(row.id, row.person_id, row.name, frozenset(roles.pop(row.id)), row.signed_in_at, row.seen_at)
        for row in rows
        if row.id in roles
    ]


def people_changed(session: Session, person_id: int, since: int) -> Sequence[Person]:
    """The person themselves, when they changed after `since`."""
    theirs = select(Person).where(Person.id == person_id, Person.rev > since)
    return session.scalars(theirs.options(selectinload(Person.grants))).all()


def may_hear(_session: Session, reader: feed.Reader | None, person_id: int) -> bool:
    """Whether the reader may open the person's own stream."""
    return reader is not None and reader.id == person_id


def living_devices(session: Session, person_id: int, roles: AbstractSet[Role], *, at: datetime) -> list[Device]:
    """The devices on which the person is signed in at that time, the one seen last first."""
    devices = unended_devices(session, person_id)
    return [device for device in devices if rules.lives(device.signed_in_at, device.seen_at, roles, at=at)]


def unended_devices(session: Session, person_id: int) -> Sequence[Device]:
    """The person's devices that nobody has ended, the one seen last first; some may be too old to live."""
    theirs = select(Device).where(Device.person_id == person_id, Device.ended_at.is_(None))
    return session.scalars(theirs.order_by(Device.seen_at.desc(), Device.id.desc())).all()


def device_to_change(session: Session, person_id: int, device_id: int) -> Device:
    """A device of this person that has not ended, locked.

    Raises:
        NotFound: when it is somebody else's, has ended, or never was.
    """
    theirs = select(Device).where(Device.id == device_id, Device.person_id == person_id, Device.ended_at.is_(None))
    found = session.scalar(theirs.with_for_update())
    if found is None:
        raise NotFound
    return found


def newest_request(session: Session, email: str, browser_digest: str) -> SignInRequest | None:
    """The last code this browser asked for with this address, locked; its older ones are worth nothing."""
    theirs = select(SignInRequest).where(*_asked(email, browser_digest)).order_by(SignInRequest.id.desc())
    return session.scalar(theirs.limit(1).with_for_update())


def requests_to_void(session: Session, email: str, browser_digest: str) -> Sequence[SignInRequest]:
    """The codes this browser asked for with this address and has not used, locked."""
    unused = [*_asked(email, browser_digest), SignInRequest.spent_at.is_(None)]
    return session.scalars(select(SignInRequest).where(*unused).order_by(SignInRequest.id).with_for_update()).all()


def _asked(email: str, browser_digest: str) -> list[ColumnElement[bool]]:
    return [SignInRequest.email == email, SignInRequest.browser_digest == browser_digest]


def request_of_link(session: Session, link_digest: str) -> SignInRequest | None:
    """The request whose letter holds this link, locked."""
    return session.scalar(select(SignInRequest).where(SignInRequest.link_digest == link_digest).with_for_update())


def codes_since(session: Session, email: str, since: datetime) -> int:
    """How many codes were asked for with this address since then, by whomever."""
    theirs = select(func.count()).where(SignInRequest.email == email, SignInRequest.asked_at > since)
    return session.execute(theirs).scalar_one()


def tries_left_since(session: Session, email: str, since: datetime) -> Sequence[int]:
    """For each code asked for with this address since then, how many of its tries are left."""
    theirs = select(SignInRequest.tries_left).where(SignInRequest.email == email, SignInRequest.asked_at > since)
    return session.scalars(theirs).all()


def was_signed_in(session: Session, email: str, token_digest: str) -> bool:
    """Whether the browser with this token is or was a device of this address."""
    theirs = select(Device.id).join(Person, Person.id == Device.person_id)
    return session.scalar(theirs.where(Device.token_digest == token_digest, Person.email == email)) is not None


@dataclass(frozen=True, slots=True)
class MembersPage:
    """Some members in the order they joined; `next` is where the following page begins, None on the last."""

    members: Sequence[Person]
    next: int | None
    total: int


def members(session: Session, *, q: str = "", role: Role | None = None, after: int = 0) -> MembersPage:
    """A page of the members whose name, affiliation or address holds every word of `q`, in any case and accent."""
    wanted = [Person.removed_at.is_(None), *(Person.sought.contains(word, autoescape=True) for word in fold(q).split())]
    if role:
        wanted.append(exists().where(Grant.person_id == Person.id, Grant.role == role))
    total = session.execute(select(func.count(Person.id)).where(*wanted)).scalar_one()
    page = select(Person).where(*wanted, Person.id > after).order_by(Person.id).limit(PAGE + 1)
    found = session.scalars(page.options(selectinload(Person.grants))).all()
    return MembersPage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None, total)


def named(session: Session, q: str, *, hidden: bool = False) -> list[Person]:
    """At most ten members whose name or affiliation holds every word of `q`.

    A hidden one is found only by their whole name, or with `hidden` (for those who moderate) like everybody.
    """
    words = fold(q).split()
    wanted = [Person.removed_at.is_(None), Person.name != ""]
    wanted += [Person.sought.contains(word, autoescape=True) for word in words]
    found = session.scalars(select(Person).where(*wanted).order_by(Person.name, Person.id).limit(MOST_LOOKED_AT))
    return [person for person in found if rules.is_named(person, words, hidden=hidden)][:MOST_FOUND]


def invited(session: Session, email: str) -> Invitation | None:
    """The standing invitation of this address."""
    return session.scalar(select(Invitation).where(Invitation.email == email, Invitation.withdrawn_at.is_(None)))


def invitation_to_change(session: Session, invitation_id: int) -> Invitation:
    """A standing invitation, locked.

    Raises:
        NotFound: when there is none.
    """
    standing = select(Invitation).where(Invitation.id == invitation_id, Invitation.withdrawn_at.is_(None))
    found = session.scalar(standing.with_for_update())
    if found is None:
        raise NotFound
    return found


def invitation_at(session: Session, email: str) -> Invitation | None:
    """The invitation of this address, withdrawn or not, locked."""
    return session.scalar(select(Invitation).where(Invitation.email == email).with_for_update())


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation, and whether its address is a member's by now."""

    id: int
    email: str
    name: str
    invited_at: datetime
    joined: bool


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    """Some invitations, oldest first; `next` is where the following page begins, None on the last."""

    invitations: Sequence[Invited]
    next: int | None


def told(session: Session, invitations: Sequence[Invitation]) -> list[Invited]:
    """These invitations, with who of them joined."""
    joined = members_at(session, [one.email for one in invitations])
    return [Invited(one.id, one.email, one.name, one.invited_at, one.email in joined) for one in invitations]


def invitations(session: Session, *, after: int = 0) -> InvitationsPage:
    """A page of standing invitations."""
    standing = select(Invitation).where(Invitation.withdrawn_at.is_(None), Invitation.id > after)
    found = session.scalars(standing.order_by(Invitation.id).limit(PAGE + 1)).all()
    return InvitationsPage(told(session, found[:PAGE]), found[PAGE - 1].id if len(found) > PAGE else None)


def members_at(session: Session, emails: Collection[str]) -> frozenset[str]:
    """Those of the addresses that are members'."""
    return frozenset(session.scalars(select(Person.email).where(Person.email.in_(emails))))


def invented_people(session: Session) -> Sequence[Person]:
    """The people of the demo whom the sign-in page offers: those with a role first, twelve at most."""
    theirs = select(Person).where(Person.invented.is_(True), Person.removed_at.is_(None))
    roles = select(func.count()).where(Grant.person_id == Person.id).scalar_subquery()
    found = theirs.order_by(roles.desc(), Person.id).limit(12).options(selectinload(Person.grants))
    return session.scalars(found).all()


def passkeys_of(session: Session, person_id: int) -> Sequence[Passkey]:
    """The person's passkeys, oldest first."""
    return session.scalars(select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.id)).all()


def challenge_to_change(session: Session, digest: str, person_id: int | None) -> PasskeyChallenge | None:
    """The challenge that was put to this person (or to one who is signing in), locked."""
    found = session.scalar(select(PasskeyChallenge).where(PasskeyChallenge.digest == digest).with_for_update())
    return found if found and found.person_id == person_id else None


def passkey_at(session: Session, credential_id: str) -> Passkey | None:
    """The passkey with this credential, locked."""
    return session.scalar(select(Passkey).where(Passkey.credential_id == credential_id).with_for_update())


def passkey_to_change(session: Session, person_id: int, passkey_id: int) -> Passkey:
    """One of the person's passkeys, locked.

    Raises:
        NotFound: when it is somebody else's, or never was.
    """
    theirs = select(Passkey).where(Passkey.id == passkey_id, Passkey.person_id == person_id)
    found = session.scalar(theirs.with_for_update())
    if found is None:
        raise NotFound
    return found
