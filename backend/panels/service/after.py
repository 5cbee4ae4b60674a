"""When a panel is over: those who came are thanked, and say how it was."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.notify.service import tell
from backend.panels import queries
from backend.panels.models import PanelEnd, Rating
from backend.panels.rules import rating
from backend.panels.service.offering import about_panel
from schemas.words import NoticeKind, Place


def rate(session: Session, person_id: int, panel_id: int, values: Mapping[str, Any]) -> Rating:
    """Say how a panel was; saying it again replaces it.

    Raises:
        NotFound: when there is no such panel.
        DidNotCome: when the person was not there. RatingClosed: too early, or a week after.
    """
    panel, at = queries.panel(session, panel_id), clock.now()
    signup = queries.signup_to_change(session, panel_id, person_id)
    rating.check_rates(panel, signup.place if signup else None, at=at)
    mine = queries.rating_of(session, panel_id, person_id)
    if mine is None:
        mine = Rating(panel_id=panel_id, person_id=person_id)
        session.add(mine)
    mine.stars, mine.words, mine.rated_at = values["stars"], values["words"], at
    session.flush()
    feed.touch(session, mine, on=f"me:{person_id}")
    return mine


def thank(session: Session, panel_id: int) -> None:
    """Thank those who came to a panel that is over, once, with where to read on.

    Raises:
        NotFound: when there is no such panel.
    """
    panel = queries.panel_to_change(session, panel_id)
    if queries.was_thanked(session, panel_id):
        return
    came = queries.people_in(session, [panel_id], Place.CAME)
    about = about_panel(panel) | {"links": queries.links_of(session, panel)}
    text = f"Thank you for coming to “{panel.title}”. How was it? Your stars and a few words help its hosts."
    for person_id in came:
        tell(session, person_id, NoticeKind.THANKS, text, about)
    session.add(PanelEnd(panel_id=panel_id, at=clock.now(), thanked=len(came)))
