"""Who may do what with a panel."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.core import feed
from backend.panels.models import Panel, PanelHost
from schemas.words import Role


def may_hear_roster(session: Session, reader: feed.Reader | None, panel_id: int) -> bool:
    """Whether the reader may see who is at this panel: its hosts and the organisers."""
    return reader is not None and may_host(session, reader, panel_id)


def may_host(session: Session, reader: feed.Reader, panel_id: int) -> bool:
    """Whether the reader may do what hosts do at this panel."""
    if Role.ORGANISER in reader.roles:
        return session.scalar(select(Panel.id).where(Panel.id == panel_id)) is not None
    theirs = select(PanelHost.id).where(PanelHost.panel_id == panel_id, PanelHost.person_id == reader.id)
    return session.scalar(theirs) is not None
