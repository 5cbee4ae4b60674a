"""Reads of the programme, a file a matter. All of it is public; stars are their owner's."""

from backend.programme.queries.desk import (
    PARTS,
    history_page,
    import_runs,
    kept_in,
    known_programme,
    named_by,
    part_to_change,
    parts_to_change,
    session_to_change,
    sessions_to_change,
    unknown_ids,
)
from backend.programme.queries.finding import found, sessions_naming, sessions_to_index, texts_to_change
from backend.programme.queries.publishing import calendar_of, calendar_of_person, published, starred
from backend.programme.queries.records import (
    WHOLE,
    meetings_of,
    session_to_show,
    sessions_changed,
    speakers_changed,
    stars_changed,
    stars_to_change,
    tracks_changed,
)

__all__ = [
    "PARTS",
    "WHOLE",
    "calendar_of",
    "calendar_of_person",
    "found",
    "history_page",
    "import_runs",
    "kept_in",
    "known_programme",
    "meetings_of",
    "named_by",
    "part_to_change",
    "parts_to_change",
    "published",
    "session_to_change",
    "session_to_show",
    "sessions_changed",
    "sessions_naming",
    "sessions_to_change",
    "sessions_to_index",
    "speakers_changed",
    "starred",
    "stars_changed",
    "stars_to_change",
    "texts_to_change",
    "tracks_changed",
    "unknown_ids",
]
