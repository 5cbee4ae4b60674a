"""The lottery: everybody who asked before a moment is drawn in an order that a seed decides.

The seed is made when the draw is announced and only its digest is told; afterwards everybody can work the order out.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from sqlalchemy.orm import Session

from backend.notify.service import tell
from backend.panels import queries
from backend.panels.models import Panel, Signup
from backend.panels.rules import drawing, seats
from backend.panels.service.moving import Step, move
from backend.panels.service.offering import about_panel, offer
from schemas.words import NoticeKind, Place, Share, Why


def due(panel: Panel) -> datetime | None:
    """When the draw is to be made; None when there is none to make."""
    return None if panel.drawn_at or panel.cancelled else panel.draw_at


def is_due(panel: Panel, at: datetime) -> bool:
    """Whether the draw is to be made now."""
    draw_at = due(panel)
    return draw_at is not None and draw_at <= at


def draw(session: Session, panel: Panel, at: datetime) -> None:
    """Draw those who asked: the first get the seats, the others the line, all in the drawn order."""
    askers = _askers(session, panel)
    panel.drawn_at = at
    _seat_in_order(session, panel, sorted(askers, key=lambda signup: drawing.rank(panel.hidden_seed, signup.id)), at)


def announce(session: Session, panel: Panel, draw_at: datetime | None, at: datetime) -> None:
    """Have a draw at that time, of a panel that is locked; None calls it off: then whoever asked first comes first.

    Whoever changes this calls `line.wind` afterwards.
    """
    if draw_at is None and panel.drawn_at is None:
        askers = _askers(session, panel)
        _seat_in_order(session, panel, sorted(askers, key=attrgetter("id")), at)
    panel.draw_at, panel.drawn_at = draw_at, None
    panel.hidden_seed = secrets.token_hex(32) if draw_at else ""


def _askers(session: Session, panel: Panel) -> Sequence[Signup]:
    askers = queries.signups_in(session, panel, Place.ASKED)
    queries.hold(session, [signup.person_id for signup in askers])
    return askers


def _seat_in_order(session: Session, panel: Panel, askers: Sequence[Signup], at: datetime) -> None:
    elsewhere = queries.seats_elsewhere(session, panel, [signup.person_id for signup in askers])
    for signup in askers:
        panel.last_number += 1
        signup.number = panel.last_number
        mine = queries.shares_of(signup.first_timer, signup.invited)
        share = seats.share_for(seats.free(panel), mine)
        if share and signup.person_id in elsewhere:
            step = Step(to=Place.OFFERED, why=Why.DRAWN, at=at)
            offer(session, panel, signup, step, share, elsewhere[signup.person_id])
        elif share:
            _seat(session, panel, signup, share, at)
        else:
            _put_in_line(session, panel, signup, at)


def _seat(session: Session, panel: Panel, signup: Signup, share: Share, at: datetime) -> None:
    move(session, panel, signup, Step(to=Place.SEATED, why=Why.DRAWN, at=at), share=share, seated_at=at)
    text = f"You were drawn: you have a seat at “{panel.title}”."
    tell(session, signup.person_id, NoticeKind.SEATED, text, about_panel(panel))


def _put_in_line(session: Session, panel: Panel, signup: Signup, at: datetime) -> None:
    step = Step(to=Place.WAITING if panel.line_open else Place.LEFT, why=Why.DRAWN, at=at)
    move(session, panel, signup, step)
    text = f"You were not drawn for a seat at “{panel.title}”."
    text += f" You are number {panel.waiting} in line." if panel.line_open else ""
    tell(session, signup.person_id, NoticeKind.IN_LINE, text, about_panel(panel))
