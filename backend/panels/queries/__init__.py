"""Reads of panels, a file a matter."""

from backend.panels.queries.console import (
    check_hosts,
    check_works_door,
    doors_of,
    edition_numbers,
    edits_of,
    guests_of,
    history_of,
    hosts_of,
    messages_of,
    numbers_of,
    panel_to_show,
    ratings_of,
    roster_of,
)
from backend.panels.queries.after import ratings_changed
from backend.panels.queries.records import panels_changed, roster_changed, signups_changed
from backend.panels.queries.rights import may_hear_roster
