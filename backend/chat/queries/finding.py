"""Search over what the reader may read, newest first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from backend.chat.models import MESSAGES, Block, Channel, Message, MessageText
from backend.chat.queries.showing import Shown, messages, shown
from backend.chat.queries.standing import is_readable
from backend.chat.rules import finding
from backend.core import feed, search, timeline
from backend.core.timeline import Wanted
from backend.meetings import queries as meetings
from backend.meetings.models import Meeting

PAGE = 20
LOOKED_AT = 100  # hits a page is chosen from: some may stand where the reader may not
OPEN_CHANNELS = 200  # whose conversations a visitor searches
DAY = date.resolution

Hit = tuple[int, int]  # moment, message id


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody looks for (schemas.chat_search.ChatSearchQuery)."""

    q: str
    channel: int | None = None
    person: int | None = None
    since: date | None = None
    until: date | None = None
    meeting: str = ""
    before: str = ""


def found(session: Session, reader: feed.Reader | None, asked: Asked) -> dict[str, Any]:
    """A page of the messages that hold every word (schemas.chat_search.FoundMessagesSchema).

    Raises:
        NotFound: when it names a meeting that does not exist.
    """
    edition = meetings.meeting(session, asked.meeting) if asked.meeting else None
    words = search.words(asked.q)
    places = _places(session, reader, asked)
    if not all(places):
        return {"found": [], "next": None}
    wanted = Wanted(words, places, *_bounds(asked, edition))
    keys = timeline.newest(session, MESSAGES, wanted, limit=LOOKED_AT)
    hits = _allowed(session, reader, keys, edition)
    page = hits[:PAGE]
    more = len(hits) > PAGE or len(keys) == LOOKED_AT
    last = page[-1][0] if len(hits) > PAGE else (keys[-1] if keys else 0)
    return {"found": _shown(session, [number for _, number in page], words), "next": str(last) if more else None}


def _places(session: Session, reader: feed.Reader | None, asked: Asked) -> list[Collection[str]]:
    """Where to look: of each group one. What is left to `_allowed` is who may read a channel just now."""
    groups: list[Collection[str]] = []
    if reader is not None and reader.name:
        groups.append((finding.EVERYBODY, finding.theirs(reader.id)))
    else:
        theirs = select(Channel.id).where(is_readable(reader)).order_by(Channel.last_at.desc()).limit(OPEN_CHANNELS)
        groups.append([finding.of_channel(channel_id) for channel_id in session.scalars(theirs)])
    if asked.channel:
        groups.append((finding.of_channel(asked.channel),))
    if asked.person:
        groups.append((finding.by(asked.person),))
    return groups


def _bounds(asked: Asked, edition: Meeting | None) -> tuple[int, int]:
    """Between which keys to look: days, an edition's weeks, and where the page before ended."""
    first, last = asked.since or date.min, asked.until or date.max
    if edition:
        begins, ends = finding.edition(edition.starts_on, edition.ends_on)
        first, last = max(first, begins), min(last, ends)
    above = timeline.key_of(finding.begins(first), 0) if first > date.min else 0
    below = timeline.key_of(finding.begins(last + DAY), 0) if last < date.max else timeline.LARGEST
    return above, min(below, int(asked.before)) if asked.before else below


def _allowed(session: Session, reader: feed.Reader | None, keys: Sequence[int], edition: Meeting | None) -> list[Hit]:
    """Of these hits those that the reader may read, newest first: not of whom they blocked, nor other editions'."""
    theirs = select(MessageText.moment, MessageText.message_id).join(Message, Message.id == MessageText.message_id)
    theirs = theirs.join(Channel, Channel.id == Message.channel_id)
    theirs = theirs.where(MessageText.moment.in_(keys), Message.removed_at.is_(None), is_readable(reader))
    if reader is not None:
        blocked = select(Block.blocked_id).where(Block.person_id == reader.id, Block.removed_at.is_(None))
        theirs = theirs.where(Message.author_id.not_in(blocked))
    if edition is not None:
        theirs = theirs.where(or_(Channel.meeting_id.is_(None), Channel.meeting_id == edition.id))
    return [(row.moment, row.message_id) for row in session.execute(theirs.order_by(MessageText.moment.desc()))]


def _shown(session: Session, ids: Sequence[int], words: Sequence[str]) -> list[dict[str, Any]]:
    if not ids:
        return []
    hits = {one.id: one for one in _gathered(session, Message.id.in_(ids))}
    beside = {(one.channel_id, one.number): one for one in _gathered(session, _beside(hits.values()))}
    channels = {row.id: row for row in session.scalars(_channels(hits.values()))}
    return [_one(hits[number], beside, channels, words) for number in ids]


def _gathered(session: Session, which: ColumnElement[bool]) -> list[Shown]:
    """The messages, whichever channels they are of; badges belong to an edition."""
    rows = session.connection().execute(messages().where(which, Message.removed_at.is_(None))).all()
    editions = {row.meeting_id for row in rows}
    return [one for edition in editions for one in shown(session, [row for row in rows if row.meeting_id == edition])]


def _beside(hits: Collection[Shown]) -> ColumnElement[bool]:
    places = (and_(Message.channel_id == hit.channel_id, Message.number.in_(_neighbours(hit))) for hit in hits)
    return or_(*places)


def _neighbours(hit: Shown) -> tuple[int, int]:
    return hit.number - 1, hit.number + 1


def _channels(hits: Collection[Shown]) -> Any:
    return select(Channel).where(Channel.id.in_({hit.channel_id for hit in hits}))


def _one(
    hit: Shown, beside: Mapping[tuple[int, int], Shown], channels: Mapping[int, Channel], words: Sequence[str]
) -> dict[str, Any]:
    names = {mention["id"]: mention["name"] for mention in hit.mentions}
    before, after = (beside.get((hit.channel_id, number)) for number in _neighbours(hit))
    return {
        "message": hit,
        "channel": channels[hit.channel_id],
        "parts": finding.parts(hit.html, hit.text, words, names),
        "before": before,
        "after": after,
    }
