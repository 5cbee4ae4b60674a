"""Panels themselves: making one of a session, and following what happens to it on the programme."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.core.errors import Refusal
from backend.meetings import queries as meetings
from backend.meetings.models import Room
from backend.notify.service import tell
from backend.panels import queries
from backend.panels.models import Panel, PanelHost
from backend.panels.rules import seats
from backend.panels.service import line, lottery
from backend.panels.service.moving import touch
from backend.panels.service.offering import about_panel
from backend.programme import queries as programme
from backend.programme.models import ProgrammeSession
from schemas.words import NoticeKind, Place, RefusalCode, SessionState

CONCERNED = (Place.ASKED, Place.SEATED, Place.WAITING, Place.OFFERED)


class HasPanel(Refusal):
    """A session is one panel at the most."""

    code = RefusalCode.HAS_PANEL
    detail = "This session has seats already."


def make_panel(session: Session, by: int | None, session_id: int, values: Mapping[str, Any]) -> Panel:
    """Give a session seats: `seats` and whatever else a panel's settings are, `reserved` {share: count}, `host_ids`.

    Raises:
        NotFound: when there is no such session.
        HasPanel: when it has seats already.
        Invalid: when more seats are kept than there are.
    """
    item, at = programme.session_to_change(session, session_id), clock.now()
    if queries.panels_of_sessions(session, [session_id]):
        raise HasPanel
    plain = {name: value for name, value in values.items() if name not in {"reserved", "host_ids", "draw_at"}}
    kept = {f"reserved_{share}": count for share, count in values.get("reserved", {}).items()}
    seats.check_reserved(plain["seats"], kept.values())
    hosts = [PanelHost(person_id=host, added_by=by, at=at) for host in values.get("host_ids", ())]
    panel = Panel(meeting_id=item.meeting_id, session_id=item.id, title=item.title, hosts=hosts, **plain, **kept)
    _take_over(panel, item, at)
    session.add(panel)
    session.flush()
    lottery.announce(session, panel, values.get("draw_at"), at)
    line.wind(session, panel)
    feed.touch(session, panel, on=meetings.stream_of(panel.meeting_id))
    return panel


def follow(session: Session, session_ids: Collection[int], *, quietly: bool = False) -> None:
    """Take over what happened to these sessions on the programme, and tell those whom it concerns.

    Nobody loses a seat by it; who sits in two places at one time since is told so. `quietly` tells nobody.
    """
    at = clock.now()
    panels = queries.panels_of_sessions(session, session_ids)
    items = programme.sessions_to_change(session, [panel.session_id for panel in panels])
    for panel in panels:
        before = _shown(panel)
        _take_over(panel, items[panel.session_id], at)
        if _shown(panel) != before:
            feed.touch(session, panel, on=meetings.stream_of(panel.meeting_id))
            _see_to_it(session, panel, before, at, quietly=quietly)


def _shown(panel: Panel) -> dict[str, Any]:
    names = ("title", "starts_at", "ends_at", "room_id", "cancelled", "removed_at")
    return {name: getattr(panel, name) for name in names}


def _take_over(panel: Panel, item: ProgrammeSession, at: datetime) -> None:
    first = min(item.slots, key=lambda slot: slot.starts_at, default=None)
    panel.title = item.title
    panel.starts_at = first.starts_at if first else None
    panel.ends_at = first.starts_at + timedelta(minutes=first.minutes) if first else None
    panel.room_id = first.room_id if first else None
    panel.removed_at = (panel.removed_at or at) if item.removed_at else None
    panel.cancelled = item.removed_at is not None or item.state is SessionState.CANCELLED


def _see_to_it(session: Session, panel: Panel, before: Mapping[str, Any], at: datetime, *, quietly: bool) -> None:
    """What follows from a change of the panel's session: people are told, the clock is set anew, the line moves."""
    moved = any(getattr(panel, name) != before[name] for name in ("starts_at", "room_id"))
    if panel.starts_at and panel.starts_at > at:
        panel.reminded_at = None
    if moved:
        _end_offers_in_time(session, panel)
    if not quietly:
        _tell(session, panel, turned=panel.cancelled != before["cancelled"], moved=moved)
    line.fill(session, panel, at)
    line.wind(session, panel)


def _tell(session: Session, panel: Panel, *, turned: bool, moved: bool) -> None:
    if turned:
        _tell_all(session, panel, *_cancelled(panel))
    elif moved and not panel.cancelled:
        _tell_all(session, panel, NoticeKind.PANEL_MOVED, _moved(session, panel))
    if (turned or moved) and not panel.cancelled:
        _tell_overlapping(session, panel)


def _end_offers_in_time(session: Session, panel: Panel) -> None:
    """No offer outlasts the panel's start."""
    for signup in queries.signups_in(session, panel, Place.OFFERED):
        if panel.starts_at and signup.offer_ends_at and signup.offer_ends_at > panel.starts_at:
            signup.offer_ends_at = panel.starts_at
            touch(session, panel, signup)


def _cancelled(panel: Panel) -> tuple[NoticeKind, str]:
    if panel.cancelled:
        return NoticeKind.PANEL_CANCELLED, f"“{panel.title}” was cancelled."
    return NoticeKind.PANEL_BACK, f"“{panel.title}” takes place after all; you have the place you had."


def _moved(session: Session, panel: Panel) -> str:
    if panel.starts_at is None:
        return f"“{panel.title}” has no time yet. You keep your place."
    local = panel.starts_at.astimezone(queries.zone_of(session, panel))
    room = session.get(Room, panel.room_id) if panel.room_id else None
    where = f", {room.name}" if room else ""
    return f"“{panel.title}” is now on {local:%A} {local.day} {local:%B} at {local:%H:%M}{where}. You keep your place."


def _tell_all(session: Session, panel: Panel, kind: NoticeKind, text: str) -> None:
    for signup in queries.signups_in(session, panel, *CONCERNED):
        tell(session, signup.person_id, kind, text, about_panel(panel))


def _tell_overlapping(session: Session, panel: Panel) -> None:
    seated = queries.people_in(session, [panel.id], Place.SEATED)
    for person_id, other in queries.seats_elsewhere(session, panel, seated).items():
        text = (
            f"“{panel.title}” is now at the same time as “{other.title}”. You have a seat at both; please give up one."
        )
        tell(session, person_id, NoticeKind.OVERLAP, text, about_panel(panel) | {"other_panel_id": other.panel_id})
