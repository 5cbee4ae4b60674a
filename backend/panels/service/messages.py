"""Messages from a panel's hosts to its people; each gets theirs as a notice."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.notify.service import tell
from backend.panels import queries
from backend.panels.models import PanelMessage
from backend.panels.service.offering import about_panel
from backend.people import queries as people
from schemas.words import Audience, NoticeKind, Place

REACHED = {
    Audience.SEATED: (Place.SEATED, Place.CAME),
    Audience.WAITING: (Place.WAITING, Place.OFFERED, Place.ASKED),
    Audience.CAME: (Place.CAME,),
    Audience.ALL: (Place.SEATED, Place.CAME, Place.WAITING, Place.OFFERED, Place.ASKED),
}
LONGEST_TITLE = 60


def send(session: Session, reader: feed.Reader, panel_id: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """Write to those people (schemas.console.MessageSentSchema); the same `client_id` is sent once.

    Raises:
        NotFound: when the reader does not host this panel.
    """
    queries.check_hosts(session, reader, panel_id)
    panel = queries.panel_to_change(session, panel_id)
    sent = queries.message_with(session, panel_id, values["client_id"])
    if sent is None:
        reached = queries.signups_in(session, panel, *REACHED[values["to"]])
        sent = PanelMessage(panel_id=panel_id, person_id=reader.id, at=clock.now(), people=len(reached), **values)
        session.add(sent)
        session.flush()
        who = people.names_of(session, {reader.id})[reader.id]
        about = about_panel(panel) | {"message_id": sent.id, "who": who}
        text = f"“{panel.title[:LONGEST_TITLE]}”: {sent.text}"
        for signup in reached:
            tell(session, signup.person_id, NoticeKind.MESSAGE, text, about)
    return next(one for one in queries.messages_of(session, panel_id) if one["id"] == sent.id)
