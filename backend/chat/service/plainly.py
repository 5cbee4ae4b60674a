"""Plain words of somebody who is in the channel already: what nearly every message is.

Nothing hangs on such a message, so its four rows go past the unit of work, which costs three times as much. Only
where there is one writer: elsewhere rows are locked before counters are held (backend.core.feed).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Membership, Message
from backend.chat.queries import badges
from backend.chat.queries.showing import Author, Shown
from backend.chat.queries.standing import Here
from backend.chat.rules import newcomers
from backend.chat.rules.sending import Saying
from backend.chat.service import finding, streams
from backend.core import db, feed
from schemas.words import ChannelKind

WRITE = insert(cast("Table", Message.__table__))
COUNT = (
    update(Channel)
    .where(Channel.id == bindparam("channel"))
    .values(last_number=bindparam("number"), last_at=bindparam("at", type_=Message.at.type))
)
MARK = (
    update(Membership)
    .where(Membership.id == bindparam("membership"))
    .values(
        read_number=bindparam("number"),
        mentions=0,
        wrote_at=bindparam("at", type_=Message.at.type),
        rev=bindparam("numbered"),
    )
)


@dataclass(slots=True)
class Mark:
    """The author's read mark, as the feed numbers it."""

    id: int
    rev: int = 0
    removed_at: datetime | None = None


def is_plain(here: Here, saying: Saying, at: datetime) -> bool:
    """Whether this message is but words, from somebody who is no longer new, and not between two."""
    hangs = saying.written.mentions or saying.reply_to or saying.photo_ids
    if hangs or not here.standing.joined or here.channel.kind is ChannelKind.DIRECT:
        return False
    return db.has_one_writer() and not newcomers.is_new_here(here.chatter, here.settings, at=at)


def say(session: Session, author: Author, here: Here, saying: Saying, at: datetime) -> Shown:
    """Write the message; its rows follow when it has its numbers."""
    channel = here.channel
    badged = badges.badges_of_writer(session, author.id, author.roles, channel.meeting_id)
    shown = Shown(
        id=0,
        rev=0,
        removed_at=None,
        channel_id=channel.id,
        number=channel.last_number + 1,
        client_id=saying.client_id,
        at=at,
        author={"id": author.id, "name": author.name, "affiliation": author.affiliation, "badges": badged},
        text=saying.written.text,
        html=saying.written.html({}),
        edited_at=None,
        corrected=False,
        reply_to=None,
        root_id=None,
        replies=0,
        last_reply_at=None,
        new_here=False,
        reactions={},
        mentions=[],
        photos=[],
    )
    mark = Mark(here.membership.id if here.membership else 0)
    feed.touch(session, shown, on=streams.channel(channel.id))
    feed.touch(session, mark, on=streams.me(author.id))
    feed.when_numbered(session, lambda: _write(session, channel, shown, mark))
    return shown


def _write(session: Session, channel: Channel, shown: Shown, mark: Mark) -> None:
    connection = session.connection()
    moved = {"number": shown.number, "at": shown.at}
    connection.execute(COUNT, {"channel": channel.id, **moved})
    connection.execute(MARK, {"membership": mark.id, "numbered": mark.rev, **moved})
    written = connection.execute(WRITE, _row(shown))
    [shown.id] = written.inserted_primary_key or (0,)
    finding.keep_all(session, channel, [shown])


def _row(shown: Shown) -> dict[str, object]:
    own = ("channel_id", "number", "client_id", "at", "text", "html", "author_id", "rev")
    empty = {"corrected": False, "new_here": False, "replies": 0, "reactions": {}, "mention_ids": [], "photo_ids": []}
    return {**{name: getattr(shown, name) for name in own}, **empty}
