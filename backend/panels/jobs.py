"""What the clock does at panels: the worker looks each second, by one indexed query, whether anything is due."""

from backend.core import clock, db
from backend.core.jobs import Job
from backend.panels import queries
from backend.panels.service import line
from backend.settings import Settings


def settle_all(_settings: Settings) -> None:
    """Do what is due: offers lapse, seats given up are handed on, draws are made, people are reminded."""
    with db.reading() as session:
        due = queries.panels_due(session, clock.now())
    for panel_id in due:
        with db.writing() as session:
            line.settle_due(session, panel_id)


LOOK = Job("look_after_panels", settle_all, every=1)
