"""Who hosts a panel, and for whom its invited seats are kept."""

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.meetings.queries import stream_of
from backend.panels import queries
from backend.panels.models import Panel, PanelGuest, PanelHost
from backend.panels.rules import hosting
from backend.panels.service import line
from backend.panels.service.moving import touch
from backend.panels.service.settings import note
from backend.people import queries as people
from backend.people.service import members
from schemas.words import Role


def add_host(session: Session, reader: feed.Reader, panel_id: int, person_id: int) -> None:
    """Let somebody host this panel; twice is harmless. By an organiser they get the role of a host with it.

    Raises:
        NotFound: when the reader does not host this panel, or there is no such person.
        NotAHost: when they lack the role, and the reader cannot give it.
    """
    queries.check_hosts(session, reader, panel_id)
    panel = queries.panel_to_change(session, panel_id)
    person = people.person_to_change(session, person_id)
    if Role.ORGANISER in reader.roles and Role.HOST not in person.roles:
        members.grant(session, reader.id, person_id, Role.HOST)
    else:
        hosting.check_may_host(person.roles)
    if queries.host_of(session, panel_id, person_id) is None:
        session.add(PanelHost(panel_id=panel_id, person_id=person_id, added_by=reader.id, at=clock.now()))
        _hosts_changed(session, reader.id, panel, person_id, before=None, after=person.name)


def remove_host(session: Session, reader: feed.Reader, panel_id: int, person_id: int) -> None:
    """Let somebody host this panel no longer; they are put out of its roster at once. Others stay as they are.

    Raises:
        NotFound: when the reader does not host this panel.
    """
    queries.check_hosts(session, reader, panel_id)
    panel = queries.panel_to_change(session, panel_id)
    if found := queries.host_of(session, panel_id, person_id):
        session.delete(found)
        name = people.names_of(session, {person_id}).get(person_id, "")
        _hosts_changed(session, reader.id, panel, person_id, before=name, after=None)


def _hosts_changed(
    session: Session, by: int, panel: Panel, person_id: int, *, before: str | None, after: str | None
) -> None:
    session.flush()
    note(session, by, panel, {"host": before}, {"host": after})
    feed.touch(session, panel, on=stream_of(panel.meeting_id))
    feed.rights_changed(session, person_id)


def invite_guest(session: Session, reader: feed.Reader, panel_id: int, person_id: int) -> None:
    """Let somebody take one of the seats for the invited, also from where they stand in line; twice is harmless.

    Raises:
        NotFound: when the reader does not host this panel, or there is no such person.
    """
    queries.check_hosts(session, reader, panel_id)
    panel, at = queries.panel_to_change(session, panel_id), clock.now()
    line.settle(session, panel, at)
    signup = queries.signup_to_change(session, panel_id, person_id)
    if queries.guest_of(session, panel_id, person_id) is None:
        session.add(PanelGuest(panel_id=panel_id, person_id=person_id, added_by=reader.id, at=at))
        session.flush()
    if signup and not signup.invited:
        signup.invited = True
        touch(session, panel, signup)
        line.fill(session, panel, at)


def uninvite_guest(session: Session, reader: feed.Reader, panel_id: int, person_id: int) -> None:
    """Take somebody off the list of the invited; a seat they have stays theirs, a place in line as well.

    Raises:
        NotFound: when the reader does not host this panel.
    """
    queries.check_hosts(session, reader, panel_id)
    panel = queries.panel_to_change(session, panel_id)
    if found := queries.guest_of(session, panel_id, person_id):
        session.delete(found)
        signup = queries.signup_to_change(session, panel_id, person_id)
        if signup:
            signup.invited = False
            touch(session, panel, signup)
