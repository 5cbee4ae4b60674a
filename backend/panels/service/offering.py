"""Offering a seat to somebody who waits."""

from sqlalchemy.orm import Session, object_session

from backend.meetings.queries import slug_of
from backend.notify.service import tell
from backend.panels.models import Panel, Signup
from backend.panels.queries import Elsewhere
from backend.panels.rules import answering
from backend.panels.service.moving import Step, earlier, move
from schemas.words import NoticeKind, Share


def offer(
    session: Session, panel: Panel, signup: Signup, step: Step, share: Share, elsewhere: Elsewhere | None
) -> None:
    """Offer a free seat of this share; with a seat elsewhere at that time, to be swapped for it."""
    ends = answering.offer_ends(panel, at=step.at)
    swap = elsewhere.panel_id if elsewhere else None
    move(session, panel, signup, step, share=share, offer_ends_at=ends, swap_from_id=swap)
    panel.due_at = earlier(panel.due_at, ends)
    text = f"A seat at “{panel.title}” is offered to you. Please answer within {answering.in_words(ends - step.at)}."
    if elsewhere:
        text += f" For it you would give up your seat at “{elsewhere.title}”."
    about = about_panel(panel) | {"offer_ends_at": ends.isoformat(), "swap_from": swap}
    tell(session, signup.person_id, NoticeKind.SEAT_OFFERED, text, about)


def about_panel(panel: Panel) -> dict[str, object]:
    """What a notice about a panel says of it to programs; `slug` is its meeting's."""
    starts_at = panel.starts_at.isoformat() if panel.starts_at else None
    session = object_session(panel)
    slug = slug_of(session, panel.meeting_id) if session else None
    return {
        "slug": slug,
        "panel_id": panel.id,
        "session_id": panel.session_id,
        "title": panel.title,
        "starts_at": starts_at,
    }
