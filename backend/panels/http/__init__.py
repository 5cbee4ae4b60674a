"""Doors to panels, a file a matter."""

from backend.panels.http import questions

DOORS = (questions.questions,)
