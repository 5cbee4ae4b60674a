"""Taking a conversation out of here; who did it and why stays in the history."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from backend.chat.models import Channel
from backend.chat.queries import exporting as queries
from backend.chat.queries.rights import check_may_read
from backend.chat.writers import lines
from backend.core import db, feed, history
from backend.core.history import About
from schemas.words import Subject


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


def channel_lines(channel_id: int) -> Iterator[bytes]:
    """The channel's messages as lines, a thousand at a time; each look is one of its own."""
    after = 0
    while True:
        with db.reading() as session:
            rows = queries.said_in(session, channel_id, after=after)
        if not rows:
            return
        after = rows[-1].number
        yield lines.write(rows)


def own_lines(person_id: int) -> Iterator[bytes]:
    """All that the person wrote, as lines."""
    after = 0
    while True:
        with db.reading() as session:
            rows = queries.said_by(session, person_id, after=after)
        if not rows:
            return
        after = rows[-1].id
        yield lines.write(rows)
