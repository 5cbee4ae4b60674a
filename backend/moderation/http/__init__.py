"""Doors to moderation, a file a matter."""

from backend.core.http import Blueprint
from backend.moderation.http import holding, removals

DOORS: tuple[Blueprint, ...] = (holding.holding, removals.removals)
