"""Fewer seats than people: the last to be seated go to the front of the line."""

from sqlalchemy.orm import Session

from backend.core import clock
from backend.notify.service import tell
from backend.panels import queries
from backend.panels.models import Panel, Signup
from backend.panels.service.moving import Step, move
from backend.panels.service.offering import about_panel
from schemas.words import NoticeKind, Place, Share, Why


def move_last(session: Session, panel: Panel, count: int, by: int) -> None:
    """Move so many to the line of a locked panel: offers are withdrawn first, then the last seated.

    Who had a seat gets a number below every other, so that nobody who waits is before them; who came is not moved.
    """
    step = Step(to=Place.WAITING, why=Why.FEWER_SEATS, at=clock.now(), by=by)
    offered = queries.signups_in(session, panel, Place.OFFERED)[::-1][:count]
    seated = sorted(queries.signups_in(session, panel, Place.SEATED), key=_seated, reverse=True)
    last = seated[: count - len(offered)]
    queries.hold(session, [signup.person_id for signup in (*offered, *last)])
    for signup in offered:
        move(session, panel, signup, step, share=Share.OPEN)
        _tell(session, panel, signup, "The seat offered to you was withdrawn; you keep your place in line.")
    front = min(0, queries.lowest_number(session, panel.id))
    for back, signup in enumerate(last):
        move(session, panel, signup, step, share=Share.OPEN, seated_at=None, number=front - 1 - back)
        where = len(last) - back
        _tell(session, panel, signup, f"You are number {where} in line and get the next seat that is free.")


def _seated(signup: Signup) -> tuple[float, int]:
    return (signup.seated_at.timestamp() if signup.seated_at else 0.0, signup.number)


def _tell(session: Session, panel: Panel, signup: Signup, what: str) -> None:
    text = f"“{panel.title}” has fewer seats than planned. {what}"
    tell(session, signup.person_id, NoticeKind.BACK_IN_LINE, text, about_panel(panel))
