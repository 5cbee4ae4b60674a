"""Doors to panels, a file a matter."""

from backend.panels.http import after, console, door

DOORS = (door.door, console.console, after.after)
