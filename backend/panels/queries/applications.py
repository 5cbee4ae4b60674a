"""Reads of applications: their author sees them, and who may decide about them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import Session

from backend.core import feed
from backend.core.errors import NotFound
from backend.meetings import queries as meetings
from backend.panels.models import Application, Panel, PanelHost
from backend.people.models import Grant, Person
from schemas.words import Decision, Role

SHOWN = 200


def applications_changed(session: Session, person_id: int, since: int) -> Sequence[Application]:
    """A person's own applications that changed after `since`, in that order."""
    theirs = select(Application).where(Application.person_id == person_id, Application.rev > since)
    return session.scalars(theirs.order_by(Application.rev)).all()


def made_with(session: Session, person_id: int, client_id: str) -> Application | None:
    """The application that this request made before."""
    theirs = select(Application).where(Application.person_id == person_id, Application.client_id == client_id)
    return session.scalar(theirs)


def open_of(session: Session, person_id: int, meeting_id: int) -> Sequence[Application]:
    """The person's applications at the meeting that wait for an answer."""
    theirs = select(Application).where(Application.person_id == person_id, Application.meeting_id == meeting_id)
    theirs = theirs.where(Application.removed_at.is_(None))
    return session.scalars(theirs.where(Application.decision == Decision.OPEN)).all()


def own_to_change(session: Session, person_id: int, application_id: int) -> Application:
    """An application of the person's own, locked.

    Raises:
        NotFound: when there is none, or it is somebody else's.
    """
    theirs = select(Application).where(Application.id == application_id, Application.person_id == person_id)
    theirs = theirs.where(Application.removed_at.is_(None))
    found = session.scalar(theirs.with_for_update())
    if found is None:
        raise NotFound
    return found


def application_to_change(session: Session, application_id: int) -> Application:
    """An application, locked, whatever became of it.

    Raises:
        NotFound: when there is none.
    """
    found = session.scalar(select(Application).where(Application.id == application_id).with_for_update())
    if found is None:
        raise NotFound
    return found


def to_decide(session: Session, reader: feed.Reader, application_id: int) -> Application:
    """An application that the reader may decide about, locked.

    Raises:
        NotFound: when there is none, or it is for others to decide.
    """
    theirs = select(Application).where(Application.id == application_id, Application.removed_at.is_(None), _for(reader))
    found = session.scalar(theirs.with_for_update())
    if found is None:
        raise NotFound
    return found


def application_for(session: Session, reader: feed.Reader, application_id: int) -> Application:
    """An application that the reader may read, since they decide about it.

    Raises:
        NotFound: as `to_decide`.
    """
    theirs = select(Application).where(Application.id == application_id, _for(reader))
    found = session.scalar(theirs.where(Application.removed_at.is_(None)))
    if found is None:
        raise NotFound
    return found


def received(session: Session, reader: feed.Reader, slug: str) -> list[dict[str, Any]]:
    """What the reader may decide about or has been decided, open ones first (ReceivedApplicationSchema).

    Raises:
        NotFound: when there is no such meeting.
    """
    here = [
        Application.meeting_id == meetings.meeting(session, slug).id,
        Application.removed_at.is_(None),
        _for(reader),
    ]
    newest = (Application.decision != Decision.OPEN, Application.made_at.desc(), Application.id.desc())
    found = select(Application, Person.name, Person.headline, Person.affiliation)
    found = found.join(Person, Person.id == Application.person_id).where(*here)
    rows = session.execute(found.where(Application.decision != Decision.WITHDRAWN).order_by(*newest).limit(SHOWN))
    return [
        {column.key: getattr(row.Application, column.key) for column in Application.__table__.columns}
        | {"name": row.name, "headline": row.headline, "affiliation": row.affiliation}
        for row in rows
    ]


def deciders(session: Session, panel_id: int | None) -> Sequence[int]:
    """Who is told of a new application: the panel's hosts, else everybody who holds the role of host or organiser."""
    if panel_id:
        theirs = select(PanelHost.person_id).join(Grant, Grant.person_id == PanelHost.person_id).distinct()
        theirs = theirs.where(PanelHost.panel_id == panel_id, Grant.role.in_([Role.HOST, Role.ORGANISER]))
        if hosts := session.scalars(theirs.order_by(PanelHost.person_id)).all():
            return hosts
    roles = [Role.ORGANISER] if panel_id else [Role.HOST, Role.ORGANISER]
    holders = select(Grant.person_id).where(Grant.role.in_(roles)).distinct().order_by(Grant.person_id)
    return session.scalars(holders).all()


def title_of(session: Session, panel_id: int | None) -> str:
    """The panel's title, in words for no panel in particular."""
    found = session.scalar(select(Panel.title).where(Panel.id == panel_id)) if panel_id else None
    return found or "a panel"


def _for(reader: feed.Reader) -> ColumnElement[bool]:
    """What the reader decides about: organisers about all, hosts about their panels' and those for any panel."""
    if Role.ORGANISER in reader.roles:
        return true()
    if Role.HOST not in reader.roles:
        return false()
    theirs = select(PanelHost.panel_id).where(PanelHost.person_id == reader.id)
    return or_(Application.panel_id.in_(theirs), Application.panel_id.is_(None))
