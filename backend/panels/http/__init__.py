"""Doors to panels, a file a matter."""

from backend.panels.http import after, applications, bloggers, console, door, signups

DOORS = (
    signups.signups,
    door.door,
    console.console,
    after.after,
    bloggers.bloggers,
    applications.applications,
)
