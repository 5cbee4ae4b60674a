"""Doors to moderation, a file a matter."""

from backend.moderation.http import holding, removals

DOORS = (holding.holding, removals.removals)
