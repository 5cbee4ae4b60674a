"""What organisers decide: roles, who may join, and invitations. `by` is a person's id, or None for the command line."""

from collections.abc import Mapping
from typing import Any

import structlog
from sqlalchemy.orm import Session

from backend.core import clock, feed, history
from backend.core.history import About
from backend.people import queries, rules
from backend.people.models import Community, Grant, Invitation, Person
from backend.people.service import letters
from backend.people.service.signing_in import join, stream_of
from schemas.words import Role, Subject

log = structlog.get_logger()

SCOPE = "community"


def grant(session: Session, by: int | None, person_id: int, role: Role) -> Person:
    """Give the person a role; giving it twice is harmless.

    Raises:
        NotFound: when there is no such person.
    """
    queries.community_to_change(session)
    person = queries.person_to_change(session, person_id)
    if role not in person.roles:
        person.grants.append(Grant(role=role, granted_by=by, granted_at=clock.now()))
        _note(session, by, person, before={"role": None}, after={"role": role.value})
    return person


def grant_at(session: Session, email: str, role: Role) -> Person:
    """Give a role to whoever has this address, as the command line does; somebody new becomes a member by it.

    Raises:
        Invalid: when this cannot be an address.
    """
    email = rules.normal_address(email)
    person = queries.person_at(session, email) or join(session, email)
    return grant(session, None, person.id, role)


def revoke(session: Session, by: int | None, person_id: int, role: Role) -> Person:
    """Take a role from the person; taking what they do not hold is harmless.

    Raises:
        NotFound: when there is no such person.
        LastOrganiser: when nobody else could run the community.
    """
    queries.community_to_change(session)
    person = queries.person_to_change(session, person_id)
    if role in person.roles:
        rules.check_somebody_stays(role, others=queries.holders_besides(session, role, person_id))
        person.grants = [grant for grant in person.grants if grant.role is not role]
        _note(session, by, person, before={"role": role.value}, after={"role": None})
    return person


def change_community(session: Session, by: int, values: Mapping[str, Any]) -> Community:
    """Rename the community or change who may join it; nobody who is a member is locked out by that."""
    community = queries.community_to_change(session)
    before = {name: getattr(community, name) for name in values}
    for name, value in values.items():
        setattr(community, name, value)
    if any(before[name] != value for name, value in values.items()):
        about = About(SCOPE, Subject.COMMUNITY, community.name)
        history.note(session, by, community.id, about, before=before, after=values)
        log.info("community.changed", by=by, fields=sorted(values))
    return community


def invite(session: Session, by: int, email: str, name: str, public_url: str) -> Invitation:
    """Let an address join and write to it; inviting it again changes and sends nothing.

    Raises:
        Invalid: when mail cannot be sent to such an address.
    """
    email = rules.normal_address(email)
    community = queries.community_to_change(session)
    invitation = queries.invitation_at(session, email)
    if invitation is None:
        invitation = Invitation(email=email)
        session.add(invitation)
    elif invitation.withdrawn_at is None:
        return invitation
    invitation.name, invitation.invited_by = name, by
    invitation.invited_at, invitation.withdrawn_at = clock.now(), None
    inviter = queries.person(session, by).name
    letters.send_invitation(session, email, community, name=name, inviter=inviter, public_url=public_url)
    log.info("invitation.sent", by=by, invitation=invitation.id)
    return invitation


def withdraw_invitation(session: Session, by: int, invitation_id: int) -> None:
    """Take an invitation back; whoever joined by it stays.

    Raises:
        NotFound: when there is none.
    """
    queries.invitation_to_change(session, invitation_id).withdrawn_at = clock.now()
    log.info("invitation.withdrawn", by=by, invitation=invitation_id)


def _note(
    session: Session, by: int | None, person: Person, *, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    about = About(SCOPE, Subject.PERSON, person.name or f"Member {person.id}")
    history.note(session, by, person.id, about, before=before, after=after)
    feed.touch(session, person, on=stream_of(person.id))
    feed.rights_changed(session, person.id)
    log.info("role.changed", by=by, person=person.id, before=before["role"], after=after["role"])
