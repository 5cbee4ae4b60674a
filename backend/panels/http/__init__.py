"""Doors to panels, a file a matter."""

from backend.panels.http import bloggers

DOORS = (bloggers.bloggers,)
