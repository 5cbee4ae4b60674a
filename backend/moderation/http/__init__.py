"""Doors to moderation, a file a matter."""

from backend.moderation.http import bulk, holding, removals

DOORS = (bulk.bulks, holding.holding, removals.removals)
