"""`flask fireside import-chat`: a community's past from a shell."""

from collections.abc import Iterator
from pathlib import Path

import click

from backend.chat.readers import lines as reader
from backend.chat.readers import parcel as parcels
from backend.chat.readers.lines import BadLine, Said, SaidPhoto
from backend.chat.readers.parcel import Parcel
from backend.chat.rules.photos import PhotoGone
from backend.chat.service import importing, photos
from backend.chat.service.importing import Line, Run
from backend.core import db
from backend.core.errors import Refusal
from backend.core.images import DamagedPhoto, NotAPhoto, TooManyPixels

BATCH = 500  # lines a transaction
A_PHOTO = 20  # lines, as to the work it is
MOST_TOLD = 50  # of what is left out
NO_PHOTO = (parcels.UnreadablePhoto, NotAPhoto, TooManyPixels, DamagedPhoto, PhotoGone)


@click.command("import-chat")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--join", "joins", is_flag=True, help="Make members of authors whom nobody knows by their address.")
def import_chat(file: Path, *, joins: bool) -> None:
    """Take in a conversation: a message a line, as JSON with channel, at, email, text, and perhaps name, id, reply_to.

    With photos it is a ZIP of messages.jsonl and photos/, as an export is. Authors are matched by their address, times
    are kept. Doing it again adds only what is not there yet.
    """
    run = Run(joins=joins)
    try:
        with parcels.opened(file) as parcel:
            _take_in_all(run, parcel)
    except (parcels.UnreadableParcel, Refusal) as error:
        raise click.ClickException(str(error)) from error
    finally:
        for channel_id in sorted(run.channel_ids):
            while _read_on(channel_id):
                pass
    _tell(run)


def _take_in_all(run: Run, parcel: Parcel) -> None:
    with click.progressbar(length=parcel.size, label="Taking in") as bar:
        for size, batch in _batches(parcel):
            for bad in batch:
                if isinstance(bad, BadLine):
                    run.leave_out(bad.line, bad.why)
            _take_in(run, parcel, [line for line in batch if isinstance(line, Said)])
            bar.update(size)


def _batches(parcel: Parcel) -> Iterator[tuple[int, list[Said | BadLine]]]:
    """The lines, some at a time, with the bytes they take; the fewer the more photos they have."""
    batch: list[Said | BadLine] = []
    effort, place = 0, 0
    for line in reader.read(parcel.lines()):
        batch.append(line)
        effort += 1 + A_PHOTO * len(line.photos if isinstance(line, Said) else ())
        if effort >= BATCH:
            yield parcel.place() - place, batch
            batch, effort, place = [], 0, parcel.place()
    if batch:
        yield parcel.place() - place, batch


def _take_in(run: Run, parcel: Parcel, batch: list[Said]) -> None:
    """Nobody else waits while photos are drawn: that is done between two transactions."""
    with db.writing() as session:
        lines = importing.to_take_in(session, run, batch)
    for line in lines:
        for photo in line.said.photos:
            _add(run, parcel, line, photo)
        if not (line.said.text or line.photo_ids):
            run.leave_out(line.said.line, "photos: Nothing is left of this message.")
    with db.writing() as session:
        importing.take_in(session, run, lines)


def _add(run: Run, parcel: Parcel, line: Line, photo: SaidPhoto) -> None:
    try:
        line.photo_ids.append(_kept(parcel, line, photo))
    except NO_PHOTO as error:
        run.leave_photo_out(line.said.line, f"{photo.file}: {error}")


def _kept(parcel: Parcel, line: Line, photo: SaidPhoto) -> int:
    """The photo's id, once its files are there: taken in as one that is sent, through the same door."""
    with db.reading() as session:
        known = photos.brought_before(session, line.author_id, photo.client_id)
    if known:
        return known.id
    picture = photos.draw(parcel.photo(photo.file))
    with db.writing() as session:
        made = photos.bring(session, line.author_id, photo.client_id, photo.alt, picture, at=line.said.at)
    photos.keep(made, picture)
    with db.writing() as session:
        return photos.ready(session, line.author_id, made.id).id


def _read_on(channel_id: int) -> bool:
    with db.writing() as session:
        return importing.count_as_read(session, channel_id)


def _tell(run: Run) -> None:
    for bad in sorted(run.bad, key=lambda bad: bad.line)[:MOST_TOLD]:
        click.echo(f"  line {bad.line}: {bad.why}", err=True)
    left_out = run.left_out + run.photos_left_out
    if left_out > MOST_TOLD:
        click.echo(f"  … and {left_out - MOST_TOLD:,} more.", err=True)
    told = [f"{run.taken:,} messages taken in", f"{run.known:,} were there already", f"{run.left_out:,} lines left out"]
    told += [f"{run.loose:,} without what they answer"] if run.loose else []
    if run.photos or run.photos_left_out:
        told.append(f"{run.photos:,} photos taken in")
    if run.photos_left_out:
        told.append(f"{run.photos_left_out:,} photos left out")
    click.echo(", ".join(told) + ".")
    if left_out:
        raise SystemExit(1)


COMMANDS = (import_chat,)
