"""`flask fireside import-chat`: a community's past from a shell."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

from backend.chat.readers import lines as reader
from backend.chat.readers.lines import BadLine, Said
from backend.chat.service import importing
from backend.chat.service.importing import Run
from backend.core import db

BATCH = 500  # lines a transaction
MOST_TOLD = 50  # bad lines


@click.command("import-chat")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--join", "joins", is_flag=True, help="Make members of authors whom nobody knows by their address.")
def import_chat(file: Path, *, joins: bool) -> None:
    """Take in a conversation: a message a line, as JSON with channel, at, email, text, and perhaps name, id, reply_to.

    Authors are matched by their address, times are kept. Doing it again adds only what is not there yet.
    """
    run = Run(joins=joins)
    with click.progressbar(length=file.stat().st_size, label="Taking in") as bar:
        for size, batch in _batches(file):
            run.bad += [line for line in batch if isinstance(line, BadLine)]
            with db.writing() as session:
                importing.take_in(session, run, [line for line in batch if isinstance(line, Said)])
            bar.update(size)
    for channel_id in sorted(run.channel_ids):
        while _read_on(channel_id):
            pass
    _tell(run)


def _batches(file: Path) -> Iterator[tuple[int, list[Said | BadLine]]]:
    """The file's lines, some at a time, with the bytes they take."""
    with file.open("rb") as source:
        lines, place = reader.read(source), 0
        while batch := list(islice(lines, BATCH)):
            yield source.tell() - place, batch
            place = source.tell()


def _read_on(channel_id: int) -> bool:
    with db.writing() as session:
        return importing.count_as_read(session, channel_id)


def _tell(run: Run) -> None:
    for bad in sorted(run.bad, key=lambda bad: bad.line)[:MOST_TOLD]:
        click.echo(f"  line {bad.line}: {bad.why}", err=True)
    if len(run.bad) > MOST_TOLD:
        click.echo(f"  … and {len(run.bad) - MOST_TOLD:,} lines more.", err=True)
    click.echo(
        f"{run.taken:,} messages taken in, {run.known:,} were there already, {len(run.bad):,} lines left out"
        f"{f', {run.loose:,} without what they answer' if run.loose else ''}."
    )
    if run.bad:
        raise SystemExit(1)


COMMANDS = (import_chat,)
