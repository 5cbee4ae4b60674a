"""Reads of panels, a file a matter."""

from backend.panels.queries.records import panels_changed, roster_changed, signups_changed
from backend.panels.queries.rights import may_hear_roster

__all__ = ["may_hear_roster", "panels_changed", "roster_changed", "signups_changed"]
