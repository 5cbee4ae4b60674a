"""Who may do what with a panel. A panel that is not the reader's is not found.

A host of a panel is named there (`panel_host`) and holds the role: who loses either is out. Organisers may do what
hosts may. A helper typed the door's code and may work the door while the code works.
"""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.core.errors import NotFound
from backend.panels.models import DoorCode, DoorHelper, Panel, PanelHost
from backend.panels.rules import attending
from schemas.words import Role


def may_hear_roster(session: Session, reader: feed.Reader | None, panel_id: int) -> bool:
    """Whether the reader may see who is at this panel: its hosts, the organisers, and its door's helpers."""
    return reader is not None and works_door(session, reader, panel_id, at=clock.now())


def may_host(session: Session, reader: feed.Reader, panel_id: int) -> bool:
    """Whether the reader may do what hosts do at this panel."""
    panel = select(Panel.id).where(Panel.id == panel_id)
    return session.scalar(hosted_by(panel, reader)) is not None


def hosted_by(panels: Select[int], reader: feed.Reader) -> Select[int]:
    """Of these panels those at which the reader may do what hosts do."""
    if Role.ORGANISER in reader.roles:
        return panels
    theirs = panels.join(PanelHost, PanelHost.panel_id == Panel.id).where(PanelHost.person_id == reader.id)
    return theirs if Role.HOST in reader.roles else theirs.where(Panel.id < 0)


def works_door(session: Session, reader: feed.Reader, panel_id: int, *, at: datetime) -> bool:
    """Whether the reader may work this panel's door at that moment."""
    if may_host(session, reader, panel_id):
        return True
    theirs = select(Panel, DoorCode.made_at).join(DoorCode, DoorCode.panel_id == Panel.id)
    theirs = theirs.join(DoorHelper, DoorHelper.code_id == DoorCode.id)
    theirs = theirs.where(Panel.id == panel_id, DoorHelper.person_id == reader.id, DoorCode.ended_at.is_(None))
    row = session.execute(theirs).first()
    return row is not None and attending.code_works(row[0], row.made_at, at=at)


def check_works_door(session: Session, reader: feed.Reader, panel_id: int, *, at: datetime | None = None) -> None:
    """Refuse whoever may not work this door now, or at that moment.

    Raises:
        NotFound: as for a panel that does not exist.
    """
    if not works_door(session, reader, panel_id, at=at or clock.now()):
        raise NotFound


def check_hosts(session: Session, reader: feed.Reader, panel_id: int) -> None:
    """Refuse whoever does not host this panel.

    Raises:
        NotFound: as for a panel that does not exist.
    """
    if not may_host(session, reader, panel_id):
        raise NotFound
