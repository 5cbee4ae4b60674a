"""The line: what the clock has made due, and handing free seats on to those who wait, in order."""

from datetime import datetime

from sqlalchemy.orm import Session

from backend.core import clock
from backend.notify.service import tell
from backend.panels import queries
from backend.panels.models import Panel, Signup
from backend.panels.rules import answering, seats
from backend.panels.service import lottery
from backend.panels.service.moving import Step, earlier, move, release
from backend.panels.service.offering import about_panel, offer
from schemas.words import NoticeKind, Place, Share, Why


def settle_due(session: Session, panel_id: int) -> None:
    """Do what the clock has made due at a panel: the worker asks for this each second.

    Raises:
        NotFound: when there is no such panel.
    """
    settle(session, queries.panel_to_change(session, panel_id), clock.now())


def settle(session: Session, panel: Panel, at: datetime) -> bool:
    """Do what is due at a panel that is locked, and whether anything was: every verb begins with this.

    So none meets a stale state. A clock that is set back may lead out of the last minutes again: the line moves then.
    """
    if panel.due_at is None or panel.due_at > at:
        return fill(session, panel, at)
    if lottery.is_due(panel, at):
        lottery.draw(session, panel, at)
    for signup in queries.due_signups(session, panel.id, at):
        _end(session, panel, signup, at)
    fill(session, panel, at)
    _remind(session, panel, at)
    wind(session, panel)
    return True


def wind(session: Session, panel: Panel) -> None:
    """Work out anew when the clock next changes something here; for whoever changed the panel's own times."""
    session.flush()
    reminder = panel.starts_at - answering.REMIND if panel.starts_at and panel.reminded_at is None else None
    panel.due_at = earlier(earlier(lottery.due(panel), reminder), queries.next_due(session, panel.id))


def fill(session: Session, panel: Panel, at: datetime) -> bool:
    """Offer what is free to the first in line who may have it, and whether there was any.

    Whoever frees a seat of a locked panel calls this.

    In the last minutes nothing is offered: free seats then are the door's to give, and the line's order is told there.
    """
    offered = panel.offered
    if not panel.waiting or not answering.may_offer(panel, at=at):
        return False
    for share in (Share.INVITED, Share.FIRST_TIMER, Share.OPEN):
        if count := seats.free(panel)[share]:
            first = queries.first_in_line(session, panel.id, share, count)
            elsewhere = queries.seats_elsewhere(session, panel, [signup.person_id for signup in first])
            for signup in first:
                other = elsewhere.get(signup.person_id)
                offer(session, panel, signup, Step(to=Place.OFFERED, why=Why.OFFERED, at=at), share, other)
    return panel.offered > offered


def share_now(session: Session, panel: Panel, kinds: tuple[bool, bool]) -> Share | None:
    """A seat that somebody (first-timer, invited) may take now: nobody who waits for such a one is overtaken."""
    mine = queries.shares_of(*kinds)
    if panel.waiting:
        mine -= {Share.OPEN}
        mine -= queries.shares_waited_for(session, panel.id) if mine else set()
    return seats.share_for(seats.free(panel), mine)


def _end(session: Session, panel: Panel, signup: Signup, at: datetime) -> None:
    if signup.place is not Place.OFFERED:
        release(session, panel, signup)
        return
    move(session, panel, signup, Step(to=Place.DECLINED, why=Why.LAPSED, at=at))
    text = f"The seat offered to you at “{panel.title}” went to the next in line, since you did not answer in time."
    tell(session, signup.person_id, NoticeKind.OFFER_LAPSED, text, about_panel(panel))


def _remind(session: Session, panel: Panel, at: datetime) -> None:
    """Tell those who have a seat that it begins soon, once."""
    if panel.starts_at is None or panel.reminded_at or at < panel.starts_at - answering.REMIND:
        return
    panel.reminded_at = at
    if panel.cancelled or at >= panel.starts_at:
        return
    text, about = f"“{panel.title}” begins in {answering.in_words(panel.starts_at - at)}.", about_panel(panel)
    for signup in queries.signups_in(session, panel, Place.SEATED):
        tell(session, signup.person_id, NoticeKind.REMINDER, text, about)
