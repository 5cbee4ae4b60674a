"""What can happen to a programme, a file a matter: by hand, by an import, to what it is found by, to stars."""

from backend.programme.service.editing import (
    change_part,
    change_session,
    create_part,
    create_session,
    release,
    remove_part,
    remove_session,
    undo,
)
from backend.programme.service.importing import import_programme, preview_import, read_file
from backend.programme.service.starring import set_stars

__all__ = [
    "change_part",
    "change_session",
    "create_part",
    "create_session",
    "import_programme",
    "preview_import",
    "read_file",
    "release",
    "remove_part",
    "remove_session",
    "set_stars",
    "undo",
]
