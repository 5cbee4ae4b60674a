"""What hosts do with people by hand: add them, give them a seat in any case, take them off."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.core.errors import NotFound
from backend.notify.service import tell
from backend.panels import queries
from backend.panels.models import Panel, Signup
from backend.panels.rules import opening, seats
from backend.panels.service import line, lottery, swapping
from backend.panels.service.moving import Step, enter, move
from backend.panels.service.offering import about_panel
from backend.panels.service.settings import note
from schemas.words import NoticeKind, Place, Share, Why

Values = Mapping[str, Any]
SITS = (Place.SEATED, Place.CAME)
IN = (*SITS, Place.OFFERED, Place.WAITING, Place.ASKED)
ANY = (Share.OPEN, Share.DOOR, Share.FIRST_TIMER, Share.INVITED)


def add(session: Session, reader: feed.Reader, panel_id: int, values: Values) -> dict[str, Any]:
    """Give somebody a free seat without overtaking anybody, else the end of the line (schemas.console.AddedSchema).

    With `force` a seat in any case: one more chair is put up when all are taken.

    Raises:
        NotFound: when the reader does not host this panel, or there is no such person.
        PanelOver, PanelCancelled: as they say.
        Overlapping: when they have a seat elsewhere at that time that is not to be swapped.
    """
    queries.check_hosts(session, reader, panel_id)
    at, other_id = clock.now(), values["swap_from"]
    panels = queries.panels_to_change(session, {panel_id, other_id or panel_id})
    panel, other = panels[panel_id], panels[other_id] if other_id and other_id != panel_id else None
    for one in panels.values():
        line.settle(session, one, at)
    signup = queries.signup_to_change(session, panel_id, values["person_id"])
    if signup and queries.asked_with(session, signup, values["client_id"]):
        return _answer(session, signup, "stands as you see: this was asked before.")
    if signup and signup.place in (SITS if values["force"] else IN):
        return _answer(session, signup, "has a place here already.")
    opening.check_takes_place(panel, at=at)
    signup = signup or enter(panel, values["person_id"], at)
    step = Step(
        to=Place.SEATED,
        why=Why.FORCED if values["force"] else Why.ADDED,
        at=at,
        by=reader.id,
        reason=values["reason"],
        client_id=values["client_id"],
    )
    return _place(session, panel, other, signup, step)


def _place(session: Session, panel: Panel, other: Panel | None, signup: Signup, step: Step) -> dict[str, Any]:
    signup.first_timer, signup.invited = queries.kinds_of(session, panel, signup.person_id)
    share = _forced_seat(session, panel, step) if step.why is Why.FORCED else _free_seat(session, panel, signup)
    if share:
        give_up = Step(to=Place.LEFT, why=Why.SWAPPED, at=step.at, by=step.by, client_id=step.client_id)
        swapping.make_room(session, panel, other, signup.person_id, give_up)
    if signup.place not in {Place.WAITING, Place.OFFERED}:
        signup.asked_at, signup.client_id = step.at, step.client_id
        _number(panel, signup, waits_for_draw=share is None and lottery.due(panel) is not None)
    if share:
        move(session, panel, signup, step, share=share, seated_at=step.at)
        return _added(session, panel, signup, step, "has a seat now.", "You were given a seat")
    to = Place.ASKED if lottery.due(panel) else Place.WAITING
    rest = Step(to=to, why=step.why, at=step.at, by=step.by, reason=step.reason, client_id=step.client_id)
    move(session, panel, signup, rest, share=Share.OPEN)
    line.fill(session, panel, step.at)
    return _added(session, panel, signup, step, "is in line now.", "You were put in line for a seat")


def _number(panel: Panel, signup: Signup, *, waits_for_draw: bool) -> None:
    if waits_for_draw:
        signup.number = 0
        return
    panel.last_number += 1
    signup.number = panel.last_number


def _free_seat(session: Session, panel: Panel, signup: Signup) -> Share | None:
    """The seat the person may have without overtaking anybody; before a draw none is given."""
    kinds = (signup.first_timer, signup.invited)
    return None if lottery.due(panel) else line.share_now(session, panel, kinds)


def _forced_seat(session: Session, panel: Panel, step: Step) -> Share:
    """Any free seat, those for all first; else one chair more."""
    free = seats.free(panel)
    share = next((share for share in ANY if free[share]), None)
    if share is None:
        more = max(seats.held(panel), panel.seats) + 1
        note(session, step.by, panel, {"seats": panel.seats}, {"seats": more})
        panel.seats = more
    return share or Share.OPEN


def _added(session: Session, panel: Panel, signup: Signup, step: Step, host: str, person: str) -> dict[str, Any]:
    reason = f" {step.reason}" if step.reason else ""
    text = f"{person} at “{panel.title}” by its host.{reason}"
    tell(session, signup.person_id, NoticeKind.ADDED, text, about_panel(panel))
    return _answer(session, signup, host)


def remove(session: Session, reader: feed.Reader, panel_id: int, signup_id: int, values: Values) -> dict[str, Any]:
    """Take somebody off the panel, whatever their place; they are told why, and a seat goes to the line.

    Raises:
        NotFound: when the reader does not host this panel, or no such signup is there.
    """
    queries.check_hosts(session, reader, panel_id)
    panel, at = queries.panel_to_change(session, panel_id), clock.now()
    line.settle(session, panel, at)
    signup = queries.signup_to_change(session, panel_id, queries.person_of(session, panel_id, signup_id))
    if signup is None:
        raise NotFound
    if signup.place not in IN or queries.asked_with(session, signup, values["client_id"]):
        return _answer(session, signup, "is not on this panel.")
    step = Step(
        to=Place.LEFT, why=Why.REMOVED, at=at, by=reader.id, reason=values["reason"], client_id=values["client_id"]
    )
    move(session, panel, signup, step, share=Share.OPEN, seated_at=None, came_at=None)
    text = f"You were taken off “{panel.title}” by its host. {values['reason']}"
    tell(session, signup.person_id, NoticeKind.REMOVED, text, about_panel(panel))
    line.fill(session, panel, at)
    return _answer(session, signup, "was taken off this panel.")


def _answer(session: Session, signup: Signup, predicate: str) -> dict[str, Any]:
    entry = queries.entry_to_show(session, signup)
    return {"text": f"{entry.person.name} {predicate}", "entry": entry}
