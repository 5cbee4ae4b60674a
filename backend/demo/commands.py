"""`flask fireside demo`: fill an empty installation with the invented meeting."""

from contextlib import suppress

import click

from backend.core import clock, db, logs
from backend.core.errors import NoSpace, Refusal
from backend.core.storage import FilesAway
from backend.demo import photos
from backend.demo.load import NotEmpty, load


@click.command("demo")
@click.option("--timezone", default="", help="The clocks this year's goes by, such as Europe/Brussels.")
def demo(timezone: str) -> None:
    """Make the demo meeting: three editions and forty invented people. Doing it twice is harmless."""
    try:
        made = _load(timezone)
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from refusal
    click.echo("The demo meeting is here." if made else "The demo meeting was here already; nothing was changed.")


def fill_if_empty() -> None:
    """Make the demo where nothing is; an installation with meetings of its own is left as it is."""
    with suppress(NotEmpty):
        _load()


def _load(timezone: str = "") -> bool:
    with logs.only_warnings():
        with db.writing() as session:
            made = load(session, at=clock.now(), timezone=timezone)
        if made:
            with suppress(NoSpace, FilesAway):  # a demo without photos is one as well
                photos.hang()
    return made


COMMANDS = (demo,)
