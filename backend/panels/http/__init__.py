"""Doors to panels, a file a matter."""

from backend.panels.http import after, console, door, questions, signups

DOORS = (signups.signups, door.door, console.console, after.after, questions.questions)
