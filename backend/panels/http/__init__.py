"""Doors to panels, a file a matter."""

from backend.panels.http import questions, signups

DOORS = (signups.signups, questions.questions)
