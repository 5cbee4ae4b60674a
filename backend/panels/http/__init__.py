"""Doors to panels, a file a matter."""

from backend.panels.http import applications, bloggers, signups

DOORS = (signups.signups, bloggers.bloggers, applications.applications)
