"""A panel with its hosts, made the shortest way there is."""

from backend.core import clock, db, feed
from backend.panels.models import Panel, PanelHost
from tests.factories import a_session


def a_stage(meeting, *hosts, title="Meet the bloggers") -> Panel:
    item = a_session(meeting, title)
    with db.writing() as session:
        panel = Panel(meeting_id=meeting.id, session_id=item.id, title=title, seats=40)
        session.add(panel)
        session.flush()
        session.add_all(PanelHost(panel_id=panel.id, person_id=host.id, at=clock.now()) for host in hosts)
        feed.touch(session, panel, on=f"meeting:{meeting.id}")
    return panel
