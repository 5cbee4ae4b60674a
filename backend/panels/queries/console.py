"""What the console asks for: the panel, its hosts and guests, messages, and the history."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from backend.core import history
from backend.core.errors import NotFound
from backend.panels.models import Panel, PanelGuest, PanelHost, PanelMessage, RosterEntry, Signup, SignupChange
from backend.panels.models.panel import RELEASES, STEPS, TAKES_OVER
from backend.panels.queries.changing import kinds_of_each, people_in
from backend.panels.queries.records import to_show
from backend.people import queries as people
from backend.people.models import Person
from schemas.words import Place

PAGE, MOST_EDITS = 50, 100


def panel(session: Session, panel_id: int) -> Panel:
    """A panel.

    Raises:
        NotFound: when there is none.
    """
    found = session.get(Panel, panel_id)
    if found is None:
        raise NotFound
    return found


def usual() -> dict[str, Any]:
    """What is set of a panel as long as nobody sets anything else (schemas.console.UsualPanelSchema)."""
    return {"answer_steps": STEPS, "door_takes_over": TAKES_OVER, "release_minutes": RELEASES}


def panel_to_show(session: Session, panel_id: int) -> Panel:
    """A panel, to be shown."""
    found = session.execute(select(Panel).where(Panel.id == panel_id).options(selectinload(Panel.hosts))).scalar_one()
    return to_show(session, [found])[0]


def lowest_number(session: Session, panel_id: int) -> int:
    """The lowest line number that anybody has, below zero for who was moved to the front; 0 without any."""
    return session.scalar(select(func.min(Signup.number)).where(Signup.panel_id == panel_id)) or 0


def kinds_in_line(session: Session, panel: Panel) -> dict[int, tuple[bool, bool]]:
    """Whether each person counts as a first-timer and as invited, of those who wait or asked."""
    return kinds_of_each(session, panel, people_in(session, [panel.id], Place.WAITING, Place.ASKED))


def host_of(session: Session, panel_id: int, person_id: int) -> PanelHost | None:
    """That this person is named as host of the panel."""
    theirs = select(PanelHost).where(PanelHost.panel_id == panel_id, PanelHost.person_id == person_id)
    return session.scalar(theirs)


def guest_of(session: Session, panel_id: int, person_id: int) -> PanelGuest | None:
    """That this person is invited to the panel."""
    theirs = select(PanelGuest).where(PanelGuest.panel_id == panel_id, PanelGuest.person_id == person_id)
    return session.scalar(theirs)


def hosts_of(session: Session, panel_id: int) -> list[dict[str, Any]]:
    """Who is named as host of the panel (schemas.console.PersonOfPanelSchema), the first first."""
    return _named(session, PanelHost, panel_id)


def guests_of(session: Session, panel_id: int) -> list[dict[str, Any]]:
    """Who is invited to the panel (schemas.console.PersonOfPanelSchema), the first first."""
    return _named(session, PanelGuest, panel_id)


def _named(session: Session, model: type[PanelHost] | type[PanelGuest], panel_id: int) -> list[dict[str, Any]]:
    theirs = select(model.person_id, Person.name, Person.affiliation, model.added_by, model.at)
    theirs = theirs.join(Person, Person.id == model.person_id).where(model.panel_id == panel_id).order_by(model.id)
    rows = session.execute(theirs).mappings().all()
    names = people.names_of(session, {row["added_by"] for row in rows if row["added_by"]})
    return [{**row, "added_by": names.get(row["added_by"] or 0)} for row in rows]


def message_with(session: Session, panel_id: int, client_id: str) -> PanelMessage | None:
    """The message that was sent by this request."""
    sent = select(PanelMessage).where(PanelMessage.panel_id == panel_id, PanelMessage.client_id == client_id)
    return session.scalar(sent)


def messages_of(session: Session, panel_id: int) -> list[dict[str, Any]]:
    """The latest messages to the panel's people (schemas.console.MessageSentSchema), newest first."""
    theirs = select(PanelMessage).where(PanelMessage.panel_id == panel_id).order_by(PanelMessage.id.desc()).limit(PAGE)
    sent = session.scalars(theirs).all()
    names = people.names_of(session, {one.person_id for one in sent if one.person_id})
    columns = ("id", "at", "to", "text", "people")
    return [{name: getattr(one, name) for name in columns} | {"who": names.get(one.person_id or 0)} for one in sent]


def history_of(session: Session, panel_id: int, *, below: int, signup_id: int | None = None) -> dict[str, Any]:
    """A page of who changed whose place, newest first (schemas.console.HistoryPageSchema)."""
    theirs = select(SignupChange).where(SignupChange.panel_id == panel_id)
    if signup_id:
        theirs = theirs.where(SignupChange.signup_id == signup_id)
    if below:
        theirs = theirs.where(SignupChange.id < below)
    found = session.scalars(theirs.order_by(SignupChange.id.desc()).limit(PAGE + 1)).all()
    page = found[:PAGE]
    concerned = {person for change in page for person in (change.person_id, change.by) if person}
    names = people.names_of(session, concerned)
    columns = ("id", "at", "signup_id", "person_id", "was", "now", "number", "why", "reason")
    changes = [
        {name: getattr(change, name) for name in columns}
        | {"who": names.get(change.by or 0), "name": names.get(change.person_id, "")}
        for change in page
    ]
    return {"changes": changes, "next": page[-1].id if len(found) > PAGE else None}


def edits_of(session: Session, panel_id: int) -> list[dict[str, Any]]:
    """Who changed the panel itself (schemas.console.PanelEditSchema), newest first."""
    edits = history.edits_of(session, f"panel:{panel_id}", limit=MOST_EDITS)
    names = people.names_of(session, {edit.person_id for edit in edits if edit.person_id})
    columns = ("id", "at", "before", "after")
    return [{name: getattr(edit, name) for name in columns} | {"who": names.get(edit.person_id or 0)} for edit in edits]


def whole_roster(session: Session, panel_id: int) -> Sequence[RosterEntry]:
    """Everybody who ever asked for a place at the panel, with whom each is about."""
    whole = (joinedload(RosterEntry.signup), joinedload(RosterEntry.person))
    theirs = select(RosterEntry).where(RosterEntry.panel_id == panel_id, RosterEntry.removed_at.is_(None))
    return session.scalars(theirs.options(*whole)).all()
