"""What an operator does about people from a shell; the first organiser is made here, and nowhere else."""

import click

from backend.core import db, mail
from backend.core.errors import Refusal
from backend.people import queries, rules
from backend.people.service import members
from schemas.words import Role

ROLE = click.Choice([role.value for role in Role])


@click.command("grant")
@click.argument("email")
@click.argument("role", type=ROLE)
def grant(email: str, role: str) -> None:
    """Give a role to whoever has this address, member or not yet."""
    try:
        with db.writing() as session:
            person = members.grant_at(session, email, Role(role))
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from refusal
    click.echo(f"{person.email} is {role} now.")


@click.command("revoke")
@click.argument("email")
@click.argument("role", type=ROLE)
def revoke(email: str, role: str) -> None:
    """Take a role from whoever has this address."""
    try:
        with db.writing() as session:
            person = queries.person_at(session, rules.normal_address(email))
            if person is None:
                raise click.ClickException("Nobody has signed in with this address.")
            members.revoke(session, None, person.id, Role(role))
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from refusal
    click.echo(f"{person.email} is no {role} any more.")


@click.command("letters")
@click.option("--limit", default=3, show_default=True, type=click.IntRange(1, 30))
def letters(limit: int) -> None:
    """Show the newest mail, where no mail server takes it; sign-in codes are among it."""
    with db.reading() as session:
        for letter in reversed(mail.newest(session, limit=limit)):
            click.echo(f"To: {letter.to}\nSubject: {letter.subject}\n\n{letter.text or '(sent, and not kept)'}\n")


COMMANDS = (grant, revoke, letters)
