"""`flask fireside import-registrations`: the list of the registered from a shell."""

from pathlib import Path
from typing import Any

import click

from backend.core import db
from backend.core.errors import Refusal
from backend.meetings import readers, service


@click.command("import-registrations")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--meeting", "slug", required=True, help="The meeting's name in its address.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
def import_registrations(path: Path, slug: str, *, dry_run: bool) -> None:
    """Take in the list of the registered: CSV with a line of headers (e-mail, name, affiliation, ticket)."""
    try:
        report = _take_in(path, slug, dry_run=dry_run)
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from refusal
    for warning in report["warnings"]:
        click.echo(f"  note  {warning}", err=True)
    for line in report["lines"]:
        click.echo(f"  {line['what']:<8} {line['email']}  {line['name']}")
    verb = "Taken in" if report["written"] else "Would be taken in"
    counts = ", ".join(f"{report[name]} {name}" for name in ("added", "changed", "gone", "unchanged"))
    click.echo(f"{verb}: {counts}.")


def _take_in(path: Path, slug: str, *, dry_run: bool) -> dict[str, Any]:
    with path.open("rb") as file:
        found = readers.read(file.read(readers.MOST_BYTES + 1), path.name)
    if dry_run:
        with db.reading() as session:
            return service.preview_list(session, slug, found)
    with db.writing() as session:
        return service.take_in_list(session, None, slug, found)


COMMANDS = (import_registrations,)
