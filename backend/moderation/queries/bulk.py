"""Reads for taking many messages away together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from backend.chat.models import MESSAGES, Channel, Message, MessageText
from backend.chat.queries.people import affiliation_of
from backend.chat.rules import finding
from backend.core import feed, search, text, timeline
from backend.core.errors import NotFound
from backend.moderation.models import Bulk, Decision, Removal
from backend.moderation.queries.deciders import may_take
from backend.moderation.queries.rights import lock_channels
from backend.moderation.queries.settings import scope_for
from backend.moderation.rules.wanting import Wanted, read
from backend.people import queries as people
from backend.people.models import Person
from schemas.words import ChannelKind

SHOWN, NEWEST = 20, 20
MOST_FOUND = 5_000  # messages that hold some words, the newest
EXCERPT = 140


@dataclass(frozen=True, slots=True)
class About:
    """What is told beside bulks: people by number, points of the guidelines by bulk."""

    names: Mapping[int, str]
    points: Mapping[int, str]

    def named(self, person_id: int | None) -> dict[str, Any] | None:
        """Somebody by name."""
        return {"id": person_id, "name": self.names.get(person_id, "")} if person_id else None


def matching(session: Session, reader: feed.Reader, wanted: Wanted) -> Select[int]:
    """The ids of the messages that are wanted and that the reader may take away: none of their own, none between two.

    What they reported themselves is left to others, where there are any.
    """
    theirs = select(Message.id).join(Channel, Channel.id == Message.channel_id)
    theirs = theirs.where(Message.removed_at.is_(None), Message.author_id != reader.id, Channel.removed_at.is_(None))
    theirs = theirs.where(
        Channel.kind != ChannelKind.DIRECT, _looks_after(session, reader), may_take(session, reader.id)
    )
    if wanted.person_id:
        theirs = theirs.where(Message.author_id == wanted.person_id)
    if wanted.channel_id:
        theirs = theirs.where(Message.channel_id == wanted.channel_id)
    if wanted.since:
        theirs = theirs.where(Message.at >= wanted.since)
    if wanted.until:
        theirs = theirs.where(Message.at <= wanted.until)
    return theirs.where(Message.id.in_(_holding(session, wanted))) if wanted.query else theirs


def left_in(session: Session, reader: feed.Reader, bulk: Bulk) -> Select[int]:
    """The ids of the messages that a bulk has still to take away: there when it began, and not taken by it before."""
    taken = select(Removal.subject_id).where(Removal.bulk_id == bulk.id)
    theirs = matching(session, reader, read(bulk.wanted))
    return theirs.where(Message.at <= bulk.at, Message.id.not_in(taken))


def _looks_after(session: Session, reader: feed.Reader) -> ColumnElement[bool]:
    scope = scope_for(session, reader)
    if scope is None:
        return true()
    return or_(Channel.id.in_(scope.channels), Channel.language.in_(scope.languages))


def _holding(session: Session, wanted: Wanted) -> Select[int]:
    """Messages that hold every word, each from its beginning."""
    places: list[Sequence[str]] = [(finding.EVERYBODY,)]
    places += [(finding.of_channel(wanted.channel_id),)] if wanted.channel_id else []
    places += [(finding.by(wanted.person_id),)] if wanted.person_id else []
    asked = timeline.Wanted(search.words(wanted.query), places)
    keys = timeline.newest(session, MESSAGES, asked, limit=MOST_FOUND)
    return select(MessageText.message_id).where(MessageText.moment.in_(keys))


def count_of(session: Session, which: Select[int]) -> int:
    """How many there are."""
    return session.execute(select(func.count()).select_from(which.subquery())).scalar_one()


def first_of(session: Session, which: Select[int], limit: int) -> Sequence[int]:
    """Their ids, channel by channel, so that two who do this take their turns in one order."""
    return session.scalars(which.order_by(Message.channel_id, Message.number).limit(limit)).all()


def preview(session: Session, reader: feed.Reader, wanted: Wanted) -> dict[str, Any]:
    """What would be taken away (schemas.bulk.BulkPreviewSchema), the newest first."""
    which = matching(session, reader, wanted)
    newest = session.scalars(which.order_by(Message.at.desc(), Message.id.desc()).limit(SHOWN)).all()
    shown = select(Message.id, Message.at, Message.html, Channel.id.label("channel_id"), Channel.title)
    shown = shown.add_columns(Person.id.label("author_id"), Person.name)
    shown = shown.join(Channel, Channel.id == Message.channel_id).join(Person, Person.id == Message.author_id)
    rows = session.execute(shown.where(Message.id.in_(newest)).order_by(Message.at.desc(), Message.id.desc()))
    return {"count": count_of(session, which), "messages": [_row(row) for row in rows]}


def _row(row: Any) -> dict[str, Any]:
    author = {"id": row.author_id, "name": row.name}
    told = {"id": row.id, "at": row.at, "channel_id": row.channel_id, "channel": row.title, "author": author}
    return told | {"excerpt": text.one_line(text.plain(row.html), EXCERPT)}


def people_named(session: Session, q: str) -> list[dict[str, Any]]:
    """At most ten members by name, those who hide their profile as well, by nothing but their name."""
    found = people.named(session, q, hidden=True)
    return [{"id": one.id, "name": one.name, "affiliation": affiliation_of(one)} for one in found]


def bulk_to_change(session: Session, bulk_id: int) -> Bulk:
    """A bulk, locked.

    Raises:
        NotFound: when there is none.
    """
    found = session.get(Bulk, bulk_id, with_for_update=True)
    if found is None:
        raise NotFound
    return found


def standing_in(session: Session, bulk_id: int, *, author_id: int | None = None) -> Sequence[Removal]:
    """The removals of a bulk that were not taken back, of one author if one is named, the oldest first.

    They are locked after their channels, as whoever decides does it.
    """
    theirs = select(Removal).where(_left_of([bulk_id]))
    if author_id is not None:
        theirs = theirs.where(Removal.author_id == author_id)
    lock_channels(session, session.scalars(theirs.with_only_columns(Removal.channel_id).distinct()))
    theirs = theirs.order_by(Removal.channel_id, Removal.id).with_for_update()
    return session.scalars(theirs.execution_options(populate_existing=True)).all()


def check_looks_after_all(session: Session, reader: feed.Reader, removals: Sequence[Removal]) -> None:
    """Refuse a moderator who looks after a part only of where these stood.

    Raises:
        NotFound: as if there were none.
    """
    where = {one.channel_id for one in removals if one.channel_id}
    theirs = select(func.count(Channel.id)).where(Channel.id.in_(where), _looks_after(session, reader))
    if where and session.execute(theirs).scalar_one() < len(where):
        raise NotFound


def told_of(session: Session, bulk_id: int) -> dict[int, Decision]:
    """What the authors whose messages a bulk took away were told, by person."""
    theirs = select(Decision).join(Removal, Removal.id == Decision.removal_id).where(Removal.bulk_id == bulk_id)
    return {one.person_id: one for one in session.scalars(theirs)}


def newest(session: Session, reader: feed.Reader) -> list[dict[str, Any]]:
    """The newest bulks (schemas.bulk.BulkSchema); what is left to take away is told to whoever began."""
    found = session.scalars(select(Bulk).order_by(Bulk.id.desc()).limit(NEWEST)).all()
    standing = _standing(session, [one.id for one in found if one.restored_at])
    going = [one for one in found if one.restored_at is None and one.by == reader.id]
    left = standing | {one.id: count_of(session, left_in(session, reader, one)) for one in going}
    about = _about(session, found)
    return [_told(one, about, left.get(one.id, 0)) for one in found]


def _left_of(bulk_ids: Sequence[int]) -> ColumnElement[bool]:
    return and_(Removal.bulk_id.in_(bulk_ids), Removal.restored_at.is_(None), Removal.evidence != "")


def _standing(session: Session, bulk_ids: Sequence[int]) -> dict[int, int]:
    """How many of each are still to be put back."""
    counted = select(Removal.bulk_id, func.count()).where(_left_of(bulk_ids)).group_by(Removal.bulk_id)
    return {number: count for number, count in session.execute(counted) if number}


def shown(session: Session, reader: feed.Reader, bulk: Bulk) -> dict[str, Any]:
    """A bulk, with how much is left to do: to take away, or once it is being taken back, to put back."""
    about = _about(session, [bulk])
    if bulk.restored_at is not None:
        return _told(bulk, about, _standing(session, [bulk.id]).get(bulk.id, 0))
    return _told(bulk, about, count_of(session, left_in(session, reader, bulk)))


def _about(session: Session, bulks: Sequence[Bulk]) -> About:
    """Names of who did it and to whom, and each bulk's point of the guidelines."""
    theirs = select(Removal.bulk_id, func.max(Removal.guideline)).where(Removal.bulk_id.in_([one.id for one in bulks]))
    points = {number: key for number, key in session.execute(theirs.group_by(Removal.bulk_id)) if number}
    who = {number for one in bulks for number in (one.by, one.wanted.get("person_id")) if number}
    return About(people.names_of(session, who), points)


def _told(bulk: Bulk, about: About, left: int) -> dict[str, Any]:
    columns = {name: getattr(bulk, name) for name in ("id", "at", "wanted", "count", "restored_at")}
    by, whose = about.named(bulk.by), about.named(bulk.wanted.get("person_id"))
    return columns | {"by": by, "person": whose, "guideline": about.points.get(bulk.id, ""), "left": left}
