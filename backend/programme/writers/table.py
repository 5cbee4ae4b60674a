"""CSV for a sheet: a row for each time of each session, safe against formulas."""

from backend.core import sheets
from backend.core.text import plain
from backend.programme.writers import schedule
from backend.programme.writers.published import Published, PublishedSession, PublishedSlot, guid

COLUMNS = (
    "Title", "Subtitle", "Speakers", "Type", "Track", "Language", "Date", "Start Time", "Duration", "Room",
    "Status", "Tags", "URL", "Abstract", "GUID",
)  # fmt: skip


def write(published: Published) -> bytes:
    """The programme as CSV, in UTF-8 with the mark that spreadsheets look for."""
    rows = (_row(published, item, slot) for item in published.sessions for slot in item.slots or (None,))
    return sheets.written(COLUMNS, rows)


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
