"""What hosts set of a panel: its seats and who they are kept for, when sign-up opens, and the lottery."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed, history
from backend.core.errors import check_seen
from backend.core.history import About
from backend.meetings.queries import stream_of
from backend.panels import queries
from backend.panels.models import Panel
from backend.panels.rules import hosting, seats
from backend.panels.service import keeping, line, lottery
from backend.panels.service.fewer import move_last
from backend.panels.service.moving import touch
from schemas.words import Place, Subject, Then

Values = Mapping[str, Any]
PLAIN = frozenset(
    {
        "line_open",
        "opens_at",
        "closes_at",
        "shut",
        "overlaps_allowed",
        "answer_steps",
        "door_takes_over",
        "release_minutes",
    }
)


def create(session: Session, by: int, session_id: int, values: Values) -> int:
    """Make a panel of a session; its id.

    Raises:
        NotFound: when there is no such session.
        HasPanel: when it has seats already.
    """
    panel = keeping.make_panel(session, by, session_id, values)
    note(session, by, panel, {}, {"seats": panel.seats})
    return panel.id


def change(session: Session, reader: feed.Reader, panel_id: int, values: Values) -> None:
    """Change what is sent; seats that become free are handed to the line at once, and the clock is set anew.

    Raises:
        NotFound: when the reader does not host this panel.
        Outdated: when one of the fields in `seen` has changed since; `about` says which.
        SeatsTaken: when fewer seats than people are wanted and it is not said what becomes of them.
        Invalid: when the times or the kept seats cannot be so.
    """
    queries.check_hosts(session, reader, panel_id)
    panel, at = queries.panel_to_change(session, panel_id), clock.now()
    line.settle(session, panel, at)
    before = _told(panel)
    check_seen(_flat(values.get("seen", {})), before)
    for name in PLAIN & values.keys():
        setattr(panel, name, values[name])
    for share, count in values.get("reserved", {}).items():
        setattr(panel, f"reserved_{share}", count)
    hosting.check_times(panel)
    if "seats" in values:
        panel.seats = values["seats"]
    seats.check_reserved(panel.seats, panel.reserved.values())
    if "seats" in values:
        _see_to_the_seated(session, reader.id, panel, values.get("then"))
    if "reserved" in values:
        _look_at_the_line(session, panel)
    if "draw_at" in values and values["draw_at"] != panel.draw_at:
        _announce(session, panel, values["draw_at"], at)
    _changed(session, reader.id, panel, before, at)


def _changed(session: Session, by: int, panel: Panel, before: Values, at: datetime) -> None:
    line.fill(session, panel, at)
    line.wind(session, panel)
    after = _told(panel)
    changed = [name for name in after if before[name] != after[name]]
    if changed:
        note(session, by, panel, {name: before[name] for name in changed}, {name: after[name] for name in changed})
        feed.touch(session, panel, on=stream_of(panel.meeting_id))


def _see_to_the_seated(session: Session, by: int, panel: Panel, then: Then | None) -> None:
    taken = seats.held(panel)
    if taken <= panel.seats or then is Then.KEEP:
        return
    if then is None:
        raise hosting.SeatsTaken(taken, panel.seats)
    move_last(session, panel, taken - panel.seats, by)


def _look_at_the_line(session: Session, panel: Panel) -> None:
    """Find out anew which kept seats those who wait may take."""
    kinds = queries.kinds_in_line(session, panel)
    for signup in queries.signups_in(session, panel, Place.WAITING, Place.ASKED):
        if kinds[signup.person_id] != (signup.first_timer, signup.invited):
            signup.first_timer, signup.invited = kinds[signup.person_id]
            touch(session, panel, signup)


def _announce(session: Session, panel: Panel, draw_at: datetime | None, at: datetime) -> None:
    hosting.check_draw(draw_at, panel.starts_at, at=at)
    lottery.announce(session, panel, draw_at, at)


def _told(panel: Panel) -> dict[str, Any]:
    """What can be set of a panel, as JSON values."""
    names = {"seats", "draw_at", "reserved", *PLAIN}
    return _flat({name: getattr(panel, name) for name in sorted(names)})


def _flat(values: Values) -> dict[str, Any]:
    """Settings as JSON values; moments to the second, as they are told."""
    kept = {f"reserved_{share}": count for share, count in values.get("reserved", {}).items()}
    rest = {name: value for name, value in values.items() if name != "reserved"}
    return {name: _json(value) for name, value in rest.items()} | kept


def _json(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="seconds") if isinstance(value, datetime) else value


def note(session: Session, by: int | None, panel: Panel, before: Values, after: Values) -> None:
    """Write down that the panel itself was changed."""
    about = About(f"panel:{panel.id}", Subject.PANEL, panel.title)
    history.note(session, by, panel.id, about, before=before, after=after)
