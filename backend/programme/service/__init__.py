"""What can happen to a programme, a file a matter: by hand, by an import, to what it is found by, to stars."""

from backend.programme.service.editing import (
    change_part,
    change_session,
    create_part,
    create_session,
    postpone,
    release,
    remove_part,
    remove_session,
    undo,
)
from backend.programme.service.importing import import_programme, preview_import, read_file
from backend.programme.service.starring import calendar_token, digest_of, make_calendar, revoke_calendar, set_stars
from backend.programme.service.watching import watches

__all__ = [
    "calendar_token",
    "change_part",
    "change_session",
    "create_part",
    "create_session",
    "digest_of",
    "import_programme",
    "make_calendar",
    "postpone",
    "preview_import",
    "read_file",
    "release",
    "remove_part",
    "remove_session",
    "revoke_calendar",
    "set_stars",
    "undo",
    "watches",
]
