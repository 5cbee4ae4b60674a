"""Doors to panels, a file a matter."""

from backend.panels.http import applications, bloggers

DOORS = (bloggers.bloggers, applications.applications)
