"""`flask fireside …`: what an operator does from a shell."""

import click
from flask import Flask
from flask.cli import AppGroup

from backend.migrations import upgrade
from backend.people import commands as people
from backend.programme import commands as programme

fireside = AppGroup("fireside", help="Run a Fireside installation.")


def register(app: Flask) -> None:
    """Offer the commands on this app."""
    for command in (*people.COMMANDS, *programme.COMMANDS):
        fireside.add_command(command)
    app.cli.add_command(fireside)


@fireside.command("migrate")
def migrate() -> None:
    """Bring the database to this version's tables; safe to run at every start."""
    upgrade()
    click.echo("The database is up to date.")
