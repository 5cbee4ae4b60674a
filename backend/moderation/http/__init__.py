"""Doors to moderation, a file a matter."""

from backend.core.http import Blueprint

DOORS: tuple[Blueprint, ...] = ()
