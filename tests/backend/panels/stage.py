"""A panel with its hosts."""

from backend.core import clock, db
from backend.panels.models import Panel, PanelHost
from tests.factories import a_panel


def a_stage(meeting, *hosts, title="Meet the bloggers") -> Panel:
    panel = a_panel(meeting, title=title)
    with db.writing() as session:
        session.add_all(PanelHost(panel_id=panel.id, person_id=host.id, at=clock.now()) for host in hosts)
    return panel
