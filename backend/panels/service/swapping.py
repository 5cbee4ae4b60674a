"""Giving up a seat elsewhere for one here, when the two are at the same time."""

from sqlalchemy.orm import Session

from backend.panels import queries
from backend.panels.models import Panel
from backend.panels.rules import answering
from backend.panels.service import line
from backend.panels.service.moving import Step, move


def make_room(session: Session, panel: Panel, other: Panel | None, person_id: int, step: Step) -> None:
    """See that the person has no other seat at the time of `panel`; the one at `other`, locked, is handed on at once.

    Raises:
        Overlapping: naming the panel whose seat would have to be given up.
        CameAlready: when they sit on it.
    """
    found = queries.seats_elsewhere(session, panel, [person_id]).get(person_id)
    if found and other and found.panel_id == other.id:
        _give_up(session, other, person_id, step)
        found = queries.seats_elsewhere(session, panel, [person_id]).get(person_id)
    if found:
        raise answering.Overlapping(found.panel_id, found.title, found.starts_at)


def _give_up(session: Session, other: Panel, person_id: int, step: Step) -> None:
    signup = queries.signup_to_change(session, other.id, person_id)
    if signup is None:
        return
    answering.check_not_in(signup.place)
    move(session, other, signup, step)
    line.fill(session, other, step.at)
