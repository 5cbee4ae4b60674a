"""Doors for organisers: members and their roles, who may join, and invitations."""

from typing import Any

from flask import current_app

from backend.core import db, limits
from backend.core.http import Blueprint
from backend.people import queries
from backend.people.models import Community, Person
from backend.people.queries import InvitationsPage, Invited, MembersPage
from backend.people.service import members as service
from backend.people.signed_in import Reader, holds
from schemas.people import (
    ChangeCommunitySchema,
    CommunitySchema,
    InvitationSchema,
    InvitationsPageSchema,
    InviteSchema,
    MemberSchema,
    MembersPageSchema,
    MembersQuery,
    PageQuery,
)
from schemas.words import Role

members = Blueprint("members", url_prefix="/api", description="Members, roles and who may join, for organisers")

MOST_INVITATIONS = "500 per day"


@members.get("/members")
@members.response(200, MembersPageSchema)
@holds(Role.ORGANISER)
@members.arguments(MembersQuery, location="query")
def list_members(_reader: Reader, wanted: dict[str, Any]) -> MembersPage:
    """A page of members in the order they joined."""
    with db.reading() as session:
        return queries.members(session, **wanted)


@members.put("/members/<int:person_id>/roles/<any(host, moderator, organiser):role>")
@members.response(200, MemberSchema)
@holds(Role.ORGANISER)
def grant_role(reader: Reader, person_id: int, role: str) -> Person:
    """Give a member a role."""
    with db.writing() as session:
        return service.grant(session, reader.id, person_id, Role(role))


@members.delete("/members/<int:person_id>/roles/<any(host, moderator, organiser):role>")
@members.response(200, MemberSchema)
@holds(Role.ORGANISER)
def revoke_role(reader: Reader, person_id: int, role: str) -> Person:
    """Take a role from a member; the last organiser stays one."""
    with db.writing() as session:
        return service.revoke(session, reader.id, person_id, Role(role))


@members.patch("/community")
@members.response(200, CommunitySchema)
@holds(Role.ORGANISER)
@members.arguments(ChangeCommunitySchema)
def change_community(reader: Reader, values: dict[str, Any]) -> Community:
    """Rename the community or change who may join it."""
    with db.writing() as session:
        return service.change_community(session, reader.id, values)


@members.get("/invitations")
@members.response(200, InvitationsPageSchema)
@holds(Role.ORGANISER)
@members.arguments(PageQuery, location="query")
def list_invitations(_reader: Reader, wanted: dict[str, Any]) -> InvitationsPage:
    """A page of the standing invitations, oldest first."""
    with db.reading() as session:
        return queries.invitations(session, **wanted)


@members.post("/invitations")
@members.response(201, InvitationSchema)
@holds(Role.ORGANISER)
@members.arguments(InviteSchema)
def invite(reader: Reader, values: dict[str, Any]) -> Invited:
    """Let an address join, and write to it."""
    limits.spend(MOST_INVITATIONS, "invite", str(reader.id))
    public_url = current_app.config["SETTINGS"].public_url
    with db.writing() as session:
        invitation = service.invite(session, reader.id, values["email"], values["name"], public_url)
        return queries.told(session, [invitation])[0]


@members.delete("/invitations/<int:invitation_id>")
@members.response(204)
@holds(Role.ORGANISER)
def withdraw_invitation(reader: Reader, invitation_id: int) -> None:
    """Take an invitation back; whoever joined by it stays."""
    with db.writing() as session:
        service.withdraw_invitation(session, reader.id, invitation_id)
