"""Meetings from a shell: `flask fireside create-meeting`, and `import-registrations` for the list of the registered."""

from pathlib import Path
from typing import Any

import click

from backend.core import db
from backend.core.errors import Refusal
from backend.meetings import queries, readers, service
from schemas.meetings import CreateMeetingSchema


@click.command("create-meeting")
@click.argument("slug")
@click.option("--name", required=True, help="What people call it, such as 'FOSDEM 2025'.")
@click.option("--from", "starts_on", required=True, metavar="DATE", help="Its first day, such as 2025-02-01.")
@click.option("--to", "ends_on", required=True, metavar="DATE", help="Its last day.")
@click.option("--timezone", required=True, help="Where it takes place, such as Europe/Brussels.")
@click.option("--venue", default="", help="The house it takes place in.")
def create_meeting(slug: str, **values: str) -> None:
    """Open a new edition; SLUG is its name in addresses, such as 2026."""
    asked = {"slug": slug, **values}
    if problems := CreateMeetingSchema().validate(asked):
        told = "; ".join(f"{field}: {' '.join(said)}" for field, said in problems.items())
        raise click.ClickException(told)
    try:
        with db.writing() as session:
            meeting = service.create_meeting(session, None, CreateMeetingSchema().load(asked))
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from refusal
    click.echo(f"{meeting.name} is at /m/{meeting.slug}/programme.")


def expect_meeting(slug: str) -> None:
    """Say which meetings there are where there is none of this name."""
    with db.reading() as session:
        slugs = [meeting.slug for meeting in queries.all_meetings(session)]
    if slug not in slugs:
        there = f"There are {', '.join(slugs)}" if slugs else "There is none yet"
        raise click.ClickException(f"No meeting is called {slug!r}. {there}; `create-meeting` opens another.")


@click.command("import-registrations")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--meeting", "slug", required=True, help="The meeting's name in its address.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
def import_registrations(path: Path, slug: str, *, dry_run: bool) -> None:
    """Take in the list of the registered: CSV with a line of headers (e-mail, name, affiliation, ticket)."""
    expect_meeting(slug)
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


COMMANDS = (create_meeting, import_registrations)
