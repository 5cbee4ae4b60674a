"""What the door asks for: signups by their ids, who stands there, codes and who came by them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, joinedload

from backend.core.errors import NotFound
from backend.meetings.models import Meeting
from backend.panels.models import DoorCode, DoorHelper, Panel, RosterEntry, Signup, SignupChange
from backend.panels.queries.changing import WITH_ENTRY
from backend.panels.rules import attending
from backend.people.models import Person
from schemas.words import Place


def roster_of(panel_id: int) -> str:
    """The name of the panel's roster stream."""
    return f"roster:{panel_id}"


def person_of(session: Session, panel_id: int, signup_id: int) -> int:
    """Whose signup at this panel that is.

    Raises:
        NotFound: when it is another panel's, or never was.
    """
    theirs = select(Signup.person_id).where(Signup.id == signup_id, Signup.panel_id == panel_id)
    found = session.scalar(theirs)
    if found is None:
        raise NotFound
    return found


def ticket_holder(session: Session, signup_id: int) -> Row[int, int, str] | None:
    """Who has this signup, and its panel's id and title."""
    theirs = select(Signup.person_id, Panel.id, Panel.title).join(Panel, Panel.id == Signup.panel_id)
    return session.execute(theirs.where(Signup.id == signup_id)).one_or_none()


def entry_to_show(session: Session, signup: Signup) -> RosterEntry:
    """What hosts see of this signup as it stands in this transaction."""
    session.flush()
    whole = (joinedload(RosterEntry.signup), joinedload(RosterEntry.person))
    return session.execute(select(RosterEntry).where(RosterEntry.id == signup.id).options(*whole)).scalar_one()


def entries_to_show(session: Session, signups: Collection[Signup]) -> Sequence[RosterEntry]:
    """What hosts see of these signups as they stand in this transaction, by their numbers."""
    session.flush()
    whole = (joinedload(RosterEntry.signup), joinedload(RosterEntry.person))
    theirs = select(RosterEntry).where(RosterEntry.id.in_([signup.id for signup in signups])).options(*whole)
    return sorted(session.scalars(theirs), key=lambda entry: entry.signup.number)


def signups_named(session: Session, panel: Panel, ids: Collection[int]) -> Sequence[Signup]:
    """These signups of a panel that is locked, by their numbers; those of other panels are not among them."""
    theirs = select(Signup).where(Signup.panel_id == panel.id, Signup.id.in_(ids)).options(WITH_ENTRY)
    return session.scalars(theirs.order_by(Signup.number, Signup.id)).all()


def asked_of_any(session: Session, panel_id: int, client_id: str) -> bool:
    """Whether this request changed anybody's place at the panel before."""
    then = select(SignupChange.id).where(SignupChange.panel_id == panel_id, SignupChange.client_id == client_id)
    return session.scalar(then.limit(1)) is not None


def first_at_door(session: Session, panel_id: int) -> Signup | None:
    """Of those in line who stand at the door, the first."""
    there = select(Signup).where(
        Signup.panel_id == panel_id, Signup.place == Place.WAITING, Signup.standby_at.is_not(None)
    )
    return session.scalars(there.order_by(Signup.number).limit(1).options(WITH_ENTRY)).one_or_none()


def last_change(session: Session, signup_id: int) -> SignupChange | None:
    """How the signup came to stand where it does."""
    theirs = select(SignupChange).where(SignupChange.signup_id == signup_id)
    return session.scalar(theirs.order_by(SignupChange.id.desc()).limit(1))


def code_of(session: Session, panel_id: int) -> DoorCode | None:
    """The panel's door code that nobody has ended."""
    theirs = select(DoorCode).where(DoorCode.panel_id == panel_id, DoorCode.ended_at.is_(None))
    return session.scalar(theirs.order_by(DoorCode.id.desc()).limit(1))


def code_with(session: Session, digest: str) -> DoorCode | None:
    """The code with this digest, ended or not, locked."""
    return session.scalar(select(DoorCode).where(DoorCode.digest == digest).with_for_update())


def helpers_of(session: Session, code_id: int) -> list[dict[str, Any]]:
    """Who came by this code, the first first (schemas.door.HelperSchema)."""
    theirs = select(DoorHelper.person_id, Person.name, DoorHelper.at).join(Person, Person.id == DoorHelper.person_id)
    rows = session.execute(theirs.where(DoorHelper.code_id == code_id).order_by(DoorHelper.id))
    return [{"person_id": row.person_id, "name": row.name, "at": row.at} for row in rows]


def helps_by(session: Session, code_id: int, person_id: int) -> bool:
    """Whether the person came by this code."""
    theirs = select(DoorHelper.id).where(DoorHelper.code_id == code_id, DoorHelper.person_id == person_id)
    return session.scalar(theirs) is not None


def doors_of(session: Session, person_id: int, *, at: datetime) -> list[dict[str, Any]]:
    """The doors that the person may work by their codes at that moment (schemas.door.HelpingSchema)."""
    theirs = select(Panel, Meeting.slug, DoorCode.made_at).join(Meeting, Meeting.id == Panel.meeting_id)
    theirs = theirs.join(DoorCode, DoorCode.panel_id == Panel.id).join(DoorHelper, DoorHelper.code_id == DoorCode.id)
    theirs = theirs.where(DoorHelper.person_id == person_id, DoorCode.ended_at.is_(None))
    rows = session.execute(theirs.order_by(Panel.starts_at, Panel.id)).all()
    return [
        {
            "panel_id": panel.id,
            "slug": slug,
            "title": panel.title,
            "starts_at": panel.starts_at,
            "ends_at": panel.ends_at,
        }
        for panel, slug, made_at in rows
        if attending.code_works(panel, made_at, at=at)
    ]
