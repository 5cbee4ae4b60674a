"""Taking a conversation out of here, its photos with it; who did it and why stays in the history."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from operator import attrgetter
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from backend.chat.models import Channel
from backend.chat.queries import exporting as queries
from backend.chat.queries.photos import photos_of
from backend.chat.queries.rights import check_may_read
from backend.chat.rules.photos import file_of
from backend.chat.writers import lines, parcel
from backend.chat.writers.parcel import Photo
from backend.core import clock, db, feed, history, storage
from backend.core.errors import NotFound
from backend.core.history import About
from schemas.photos import SIDES
from schemas.words import Subject

PAUSE = 0.002  # seconds in which the loop looks round; without one, whoever reads fast would have it alone
Look = Callable[..., Sequence[Row[Any]]]  # rows above a number: of a channel, or by a person


def begin(session: Session, reader: feed.Reader, channel_id: int, reason: str) -> Channel:
    """Write down that the channel is taken out, by whom and why.

    Raises:
        NotFound: when the reader may not read it; whoever is not one of its two cannot take a direct one out.
    """
    check_may_read(session, reader, channel_id)
    channel = session.get_one(Channel, channel_id)
    about = About(f"channel:{channel.id}", Subject.CHANNEL, channel.title)
    history.note(session, reader.id, channel.id, about, before={}, after={"exported": reason})
    return channel


def whole_channel(channel_id: int) -> Iterator[bytes]:
    """The channel's messages and photos as a ZIP, piece by piece."""
    words, photos = partial(queries.said_in, channel_id=channel_id), partial(queries.photos_in, channel_id=channel_id)
    return parcel.pack(_lines(words, _number), _photos(photos), at=clock.now())


def all_by(person_id: int) -> Iterator[bytes]:
    """All that the person wrote and every photo they sent with it, as a ZIP, piece by piece."""
    words, photos = partial(queries.said_by, person_id=person_id), partial(queries.photos_by, person_id=person_id)
    return parcel.pack(_lines(words, _id), _photos(photos), at=clock.now())


_number, _id = attrgetter("number"), attrgetter("id")


def _lines(look: Look, place: Callable[[Row[Any]], int]) -> Iterator[bytes]:
    """Lines, a page at a time; each look is one of its own, and the other requests have their turn between two."""
    after = 0
    while True:
        with db.reading() as session:
            rows = look(session, after=after)
            photos = photos_of(session, [row.id for row in rows if row.photo_ids])
        if not rows:
            return
        after = place(rows[-1])
        yield lines.write(rows, photos)
        time.sleep(PAUSE)


def _photos(look: Look) -> Iterator[Photo]:
    """Photos, each asked for again right before it is read: what was removed since it was listed is left out."""
    after = 0
    while True:
        with db.reading() as session:
            found = look(session, after=after)
        if not found:
            return
        after = found[-1].id
        for row in found:
            yield from _photo(row)
            time.sleep(PAUSE)


def _photo(row: Row[Any]) -> Iterator[Photo]:
    with db.reading() as session:
        shown = queries.is_shown(session, row.id)
    if shown:
        with suppress(NotFound):  # its file is lost; the others are not
            body = storage.current().read(file_of(row.key, max(SIDES)))
            yield Photo(lines.file_of(row.id), row.at, body)
