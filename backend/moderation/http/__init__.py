"""Doors to moderation, a file a matter."""

from backend.moderation.http import removals

DOORS = (removals.removals,)
