"""Releasing the seats of those who did not come, shortly before a panel starts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from backend.core import feed
from backend.notify.service import tell
from backend.panels import queries
from backend.panels.models import Signup
from backend.panels.rules import attending, opening, seats
from backend.panels.service import line
from backend.panels.service.at_door import AtDoor, begin
from backend.panels.service.moving import move
from backend.panels.service.offering import about_panel
from schemas.words import NoticeKind, Place, Share, Why


def release(session: Session, reader: feed.Reader, panel_id: int, act: dict[str, Any]) -> dict[str, Any]:
    """Release the seats of these; whoever came or left meanwhile is passed over (schemas.door.ReleasedSchema).

    The first in line who do not stand at the door are told to come: the seats are given there from now on.

    Raises:
        NotFound: when the reader does not work this door.
        TooEarly: when they may still come in time. PanelOver, PanelCancelled: as they say.
    """
    door = begin(session, reader, panel_id, act)
    there = queries.signups_named(session, door.panel, act["signup_ids"])
    if not queries.asked_of_any(session, panel_id, door.client_id):
        opening.check_takes_place(door.panel, at=door.at)
        attending.check_release(door.panel, door.zone, at=door.at)
        _release(door, [signup for signup in there if signup.place is Place.SEATED])
    gone = [signup for signup in there if signup.place is Place.MISSED]
    return {"text": _sentence(door, len(gone)), "entries": queries.entries_to_show(session, there)}


def _release(door: AtDoor, late: Sequence[Signup]) -> None:
    free_before = sum(seats.free(door.panel).values())
    when = door.clock_time(door.at)
    text = f"Your seat at “{door.panel.title}” was given on, since you were not there at {when}. Come to the door."
    for signup in late:
        move(door.session, door.panel, signup, door.step(Place.MISSED, Why.RELEASED), share=Share.OPEN)
        tell(door.session, signup.person_id, NoticeKind.RELEASED, text, about_panel(door.panel))
    door.session.flush()
    line.fill(door.session, door.panel, door.now)
    _call(door, free_before)


def _call(door: AtDoor, free_before: int) -> None:
    """Tell those in line for whom there is a seat now, and who do not stand at the door yet, to come."""
    free = sum(seats.free(door.panel).values())
    first = queries.first_in_line(door.session, door.panel.id, Share.OPEN, free) if free else ()
    text = f"A seat at “{door.panel.title}” is free and you are next in line: please come to the door."
    for signup in first[free_before:]:
        if signup.standby_at is None:
            tell(door.session, signup.person_id, NoticeKind.COME_TO_DOOR, text, about_panel(door.panel))


def _sentence(door: AtDoor, count: int) -> str:
    what = {0: "No seat was released.", 1: "One seat was released."}.get(count, f"{count} seats were released.")
    first = queries.first_at_door(door.session, door.panel.id)
    return f"{what} {door.name(first)} is first at the door." if first else what
