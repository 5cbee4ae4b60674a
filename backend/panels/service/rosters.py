"""A panel's roster as a table for a spreadsheet."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from backend.core import sheets
from backend.panels import queries
from backend.panels.models import RosterEntry
from schemas.words import Place

COLUMNS = (
    "Name", "Affiliation", "Place", "Number", "Seat", "First time", "Invited", "Asked", "Seated", "Came", "At the door",
)  # fmt: skip
ORDER = (
    Place.CAME,
    Place.SEATED,
    Place.OFFERED,
    Place.WAITING,
    Place.ASKED,
    Place.MISSED,
    Place.DECLINED,
    Place.LEFT,
)


def written(session: Session, panel_id: int) -> bytes:
    """Everybody who ever asked for a place, those in the room first, as CSV; times are the meeting's."""
    zone = queries.zone_of(session, queries.panel(session, panel_id))
    entries = sorted(
        queries.whole_roster(session, panel_id),
        key=lambda entry: (ORDER.index(entry.signup.place), entry.signup.number, entry.id),
    )
    return sheets.written(COLUMNS, (_row(entry, zone) for entry in entries))


def _row(entry: RosterEntry, zone: ZoneInfo) -> list[str]:
    signup, person = entry.signup, entry.person
    return [
        person.name,
        person.affiliation,
        signup.place.value,
        str(signup.number),
        signup.share.value if signup.holds_seat else "",
        "yes" if signup.first_timer else "",
        "yes" if signup.invited else "",
        *(_local(moment, zone) for moment in (signup.asked_at, signup.seated_at, signup.came_at, signup.standby_at)),
    ]


def _local(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""
