"""`flask fireside remove` and `flask fireside audit verify`: moderation from a shell."""

import click

from backend.core import db
from backend.core.errors import Refusal
from backend.moderation.service import auditing, removing
from backend.moderation.service.removing import Why
from schemas.words import Reportable


@click.command("remove")
@click.argument("subject", type=click.Choice([word.value for word in Reportable]))
@click.argument("number", type=click.IntRange(min=1))
@click.option("--guideline", required=True, help="The key of the point it is removed for.")
@click.option("--note", default="", help="For the moderators.")
@click.option("--text", default="", help="For the author.")
def remove(subject: str, number: int, guideline: str, note: str, text: str) -> None:
    """Take something away from everybody; its author is told why and may appeal."""
    try:
        with db.writing() as session:
            made = removing.remove(session, None, Reportable(subject), number, Why(guideline, note, text))
    except Refusal as error:
        raise click.ClickException(error.detail) from error
    click.echo(f"Removed ({subject} {number}, removal {made.id}).")


@click.group("audit")
def audit() -> None:
    """The record of all that moderators did."""


@audit.command("verify")
def verify() -> None:
    """Look whether any row of the record was changed or is missing."""
    with db.reading() as session:
        found = auditing.verify(session)
    if found.broken:
        raise click.ClickException(f"{found.broken} {found.count:,} rows before that are as they were written.")
    click.echo(f"{found.count:,} acts, each as it was written.")


COMMANDS = (remove, audit)
