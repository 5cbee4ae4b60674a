"""Doors to panels, a file a matter."""

from backend.panels.http import after, applications, bloggers, console, door, questions, signups

DOORS = (
    signups.signups,
    door.door,
    console.console,
    after.after,
    bloggers.bloggers,
    applications.applications,
    questions.questions,
)
