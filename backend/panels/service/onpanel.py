"""Who sits on a panel: chosen from the meeting's blogroll by the panel's hosts."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from backend.core import feed
from backend.core.errors import NotFound
from backend.meetings import queries as meetings
from backend.panels.models import Blogger, Panel
from backend.panels.queries import bloggers as queries
from backend.panels.rules import blogs as rules


def put_on(session: Session, reader: feed.Reader, panel_id: int, blogger_ids: Sequence[int]) -> Panel:
    """Put these bloggers on the panel, in this order.

    Raises:
        NotFound: when there is no such panel, or it is for others to fill.
        Invalid: when one of them is not on the meeting's blogroll.
    """
    panel = queries.panel_to_fill(session, reader, panel_id)
    wanted = list(dict.fromkeys(blogger_ids))
    rules.check_known(queries.unknown_bloggers(session, panel.meeting_id, wanted))
    _set(session, panel, wanted)
    return panel


def join(session: Session, panel: Panel, blogger: Blogger) -> None:
    """Put one more blogger on the panel, which is locked.

    Raises:
        NotFound: when it is not a panel of the blogger's meeting.
        Invalid: when the stage is full.
    """
    if panel.meeting_id != blogger.meeting_id:
        raise NotFound
    session.flush()
    rules.check_on_stage(len(panel.blogger_ids) + 1)
    _set(session, panel, [*panel.blogger_ids, blogger.id])


def leave_all(session: Session, blogger: Blogger) -> None:
    """Take a blogger off every panel of the meeting."""
    for panel in queries.panels_with(session, blogger):
        _set(session, panel, [one for one in panel.blogger_ids if one != blogger.id])


def check_of_meeting(session: Session, panel_id: int, meeting_id: int) -> None:
    """Refuse a panel that is not one of the meeting's.

    Raises:
        NotFound: when it is not.
    """
    if not queries.is_of_meeting(session, panel_id, meeting_id):
        raise NotFound


def _set(session: Session, panel: Panel, blogger_ids: list[int]) -> None:
    if panel.blogger_ids != blogger_ids:
        panel.blogger_ids = list(dict.fromkeys(blogger_ids))
        feed.touch(session, panel, on=meetings.stream_of(panel.meeting_id))
