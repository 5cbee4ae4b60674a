"""CSV for a sheet: a row for each time of each session, safe against formulas."""

import csv
import io

from backend.core.text import plain
from backend.programme.writers import schedule
from backend.programme.writers.published import Published, PublishedSession, PublishedSlot, guid

COLUMNS = (
    "Title", "Subtitle", "Speakers", "Type", "Track", "Language", "Date", "Start Time", "Duration", "Room",
    "Status", "Tags", "URL", "Abstract", "GUID",
)  # fmt: skip
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write(published: Published) -> bytes:
    """The programme as CSV, in UTF-8 with the mark that spreadsheets look for."""
    lines = io.StringIO(newline="")
    table = csv.writer(lines, quoting=csv.QUOTE_ALL)
    table.writerow(COLUMNS)
    for session in published.sessions:
        for slot in session.slots or (None,):
            table.writerow([_guarded(cell) for cell in _row(published, session, slot)])
    return lines.getvalue().encode("utf-8-sig", "replace")


def _row(published: Published, session: PublishedSession, slot: PublishedSlot | None) -> list[str]:
    starts = slot.starts_at.astimezone(published.zone) if slot else None
    return [
        session.title,
        session.subtitle,
        "; ".join(speaker.name for speaker in session.speakers),
        session.kind,
        session.track,
        session.language,
        f"{starts:%Y-%m-%d}" if starts else "",
        f"{starts:%H:%M}" if starts else "",
        schedule.length(slot.minutes) if slot else "",
        slot.room.name if slot and slot.room else "",
        session.state.value,
        "; ".join(session.tags),
        session.url,
        plain(session.abstract),
        guid(published.host, "session", session.id),
    ]


def _guarded(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(_STARTS_FORMULA) else cell
