"""`flask fireside import-programme`: a schedule file from a shell."""

from pathlib import Path
from typing import Any

import click

from backend.core import db
from backend.core.errors import Refusal
from backend.core.fetch import fetch
from backend.meetings import queries as meetings
from backend.meetings.commands import expect_meeting
from backend.programme import service
from backend.programme.readers import MOST_BYTES


@click.command("import-programme")
@click.argument("source", metavar="FILE_OR_URL")
@click.option("--meeting", "slug", required=True, help="The meeting's name in its address.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
def import_programme(source: str, slug: str, *, dry_run: bool) -> None:
    """Take in a schedule file: frab or pretalx XML or JSON, Sessionize JSON, iCalendar or CSV."""
    expect_meeting(slug)
    try:
        report = _take_in(source, slug, dry_run=dry_run)
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from refusal
    _print(report)


def _take_in(source: str, slug: str, *, dry_run: bool) -> dict[str, Any]:
    with db.reading() as session:
        timezone = meetings.meeting(session, slug).timezone
    draft = service.read_file(_document(source), name=source, timezone=timezone)
    if dry_run:
        with db.reading() as session:
            return service.preview_import(session, slug, draft)
    with db.writing() as session:
        return service.import_programme(session, None, slug, draft, name=Path(source).name)


def _document(source: str) -> bytes:
    if source.startswith(("http://", "https://")):
        return fetch(source, most=MOST_BYTES, trusted=True)
    try:
        with Path(source).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise click.ClickException(f"{source} cannot be read: {error.strerror}.") from error


def _print(report: dict[str, Any]) -> None:
    for warning in report["warnings"]:
        click.echo(f"  note  {warning['where']}: {warning['what']}", err=True)
    for line in report["lines"]:
        change = f": {line['before']} → {line['after']}" if line["after"] else ""
        click.echo(f"  {line['kind']:<9} {line['subject']:<8} {line['title']}{change}")
    counts = ", ".join(f"{number} {kind}" for kind, number in report["counts"].items()) or "no change"
    verb = "Taken in" if report["written"] else "Would be taken in"
    click.echo(f"{verb} ({report['format']}, {report['sessions']} sessions, {report['slots']} slots): {counts}.")


COMMANDS = (import_programme,)
