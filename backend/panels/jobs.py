"""What the clock does at panels: the worker looks each second, by one indexed query, whether anything is due."""

from datetime import timedelta

from backend.core import clock, db
from backend.core.jobs import Job
from backend.panels import queries
from backend.panels.service import after, line
from backend.settings import Settings

LATEST_THANKS = timedelta(days=7)  # after the end, for a server that was away


def settle_all(_settings: Settings) -> None:
    """Do what is due: offers lapse, seats given up are handed on, draws are made, people are reminded."""
    with db.reading() as session:
        due = queries.panels_due(session, clock.now())
    for panel_id in due:
        with db.writing() as session:
            line.settle_due(session, panel_id)


def thank_all(_settings: Settings) -> None:
    """Thank those who came to panels that ended lately."""
    at = clock.now()
    with db.reading() as session:
        ended = queries.panels_to_thank(session, at - LATEST_THANKS, at)
    for panel_id in ended:
        with db.writing() as session:
            after.thank(session, panel_id)


LOOK = Job("look_after_panels", settle_all, every=1)
THANK = Job("thank_who_came", thank_all, every=1)
