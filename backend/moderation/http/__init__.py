"""Doors to moderation, a file a matter."""

from backend.moderation.http import bulk, removals

DOORS = (bulk.bulks, removals.removals)
