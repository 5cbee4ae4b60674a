"""`flask fireside …`: what an operator does from a shell."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from backend.chat import commands as chat
from backend.chat.service.channels import found_lasting
from backend.core import db
from backend.demo import commands as demo
from backend.meetings import commands as meetings
from backend.migrations import upgrade
from backend.moderation import commands as moderation
from backend.people import commands as people
from backend.programme import commands as programme

fireside = AppGroup("fireside", help="Run a Fireside installation.")


def register(app: Flask) -> None:
    """Offer the commands on this app."""
    ours = (*people.COMMANDS, *meetings.COMMANDS, *programme.COMMANDS, *chat.COMMANDS, *moderation.COMMANDS)
    for command in (*ours, *demo.COMMANDS):
        fireside.add_command(command)
    app.cli.add_command(fireside)


@fireside.command("migrate")
def migrate() -> None:
    """Bring the database to this version's tables; safe to run at every start."""
    upgrade()
    click.echo("The database is up to date.")


@fireside.command("prepare")
def prepare() -> None:
    """What comes before every start: migrate, open the community's channels, and make the demo where it is wanted."""
    upgrade()
    with db.writing() as session:
        found_lasting(session)
    if current_app.config["SETTINGS"].demo:
        demo.fill_if_empty()
    click.echo("The database is ready.")
