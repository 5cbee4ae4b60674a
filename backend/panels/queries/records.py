"""What changed since: panels, a person's signups, and a panel's roster."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from backend.panels.models import Panel, RosterEntry, Signup
from backend.panels.rules import questions, seats
from schemas.words import Place


def panels_changed(session: Session, meeting_id: int, since: int) -> Sequence[Panel]:
    """The meeting's panels that changed after `since`, in that order, to be shown."""
    theirs = select(Panel).where(Panel.meeting_id == meeting_id, Panel.rev > since).order_by(Panel.rev)
    return to_show(session, session.scalars(theirs.options(selectinload(Panel.hosts))).all())


def to_show(session: Session, panels: Sequence[Panel]) -> Sequence[Panel]:
    """These panels with what is worked out of them."""
    lines = _lines(session, [panel.id for panel in panels if panel.waiting])
    for panel in panels:
        panel.line = lines[panel.id]
        panel.free = seats.shown_free(panel)
        panel.questions_until = questions.open_until(panel)
    return panels


def _lines(session: Session, panel_ids: Sequence[int]) -> dict[int, list[list[int]]]:
    """The numbers that wait, as ranges [from, to] by panel: neighbours have the same distance from their rank."""
    found: dict[int, list[list[int]]] = defaultdict(list)
    if not panel_ids:
        return found
    rank = func.row_number().over(partition_by=Signup.panel_id, order_by=Signup.number)
    waits = select(Signup.panel_id, Signup.number, (Signup.number - rank).label("run"))
    waits = waits.where(Signup.panel_id.in_(panel_ids), Signup.place == Place.WAITING)
    one = waits.subquery()
    first, last = func.min(one.c.number), func.max(one.c.number)
    runs = select(one.c.panel_id, first, last).group_by(one.c.panel_id, one.c.run).order_by(first)
    for panel_id, begins, ends in session.execute(runs):
        found[panel_id].append([begins, ends])
    return found


def signups_changed(session: Session, person_id: int, since: int) -> Sequence[Signup]:
    """A person's signups that changed after `since`, in that order."""
    theirs = select(Signup).where(Signup.person_id == person_id, Signup.rev > since)
    return session.scalars(theirs.order_by(Signup.rev)).all()


def roster_changed(session: Session, panel_id: int, since: int) -> Sequence[RosterEntry]:
    """The panel's roster entries that changed after `since`, in that order, with whom they are about."""
    theirs = select(RosterEntry).where(RosterEntry.panel_id == panel_id, RosterEntry.rev > since)
    whole = (joinedload(RosterEntry.signup), joinedload(RosterEntry.person))
    return session.scalars(theirs.order_by(RosterEntry.rev).options(*whole)).all()
