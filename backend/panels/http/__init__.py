"""Doors to panels, a file a matter."""

from backend.panels.http import signups

DOORS = (signups.signups,)
