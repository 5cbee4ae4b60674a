"""Whom a message names: they hear of it, unless they do not want to.

In a direct channel everything that is said names the other.
"""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Membership, Mention, Message
from backend.chat.queries import changing as queries
from backend.chat.queries import memberships, standing
from backend.chat.service import streams
from backend.core import clock, feed
from backend.core.markup import Written
from backend.notify import service as notify
from schemas.words import ChannelKind, Level, NoticeKind


def names_in(session: Session, channel: Channel, written: Written) -> Mapping[int, str]:
    """The people a text may name in this channel, by id, as they are named; in a direct one those are its two."""
    if not written.mentions:
        return {}
    found = queries.people_named(session, written.mentions)
    named = {person_id: found[person_id] for person_id in written.mentions if person_id in found}
    if channel.kind is ChannelKind.DIRECT:
        two = {one.person_id for one in queries.memberships_to_change(session, channel.id, named).values()}
        return {person_id: name for person_id, name in named.items() if person_id in two}
    return named


def settle(session: Session, channel: Channel, message: Message, *, new: bool = False) -> Collection[int]:
    """Let those hear of the message whom it names now, and those not who are no longer named; who hears of it anew.

    The channel is locked, so nobody is counted twice.
    """
    wanted = set(message.mention_ids)
    if channel.kind is ChannelKind.DIRECT and message.removed_at is None:
        wanted |= set(queries.others_in(session, channel.id, message.author_id))
    known = {} if new else {one.person_id: one for one in queries.mentions_of(session, message.id)}
    wanted.discard(message.author_id)
    if not wanted and not known:
        return ()
    added = wanted - known.keys()
    added -= memberships.who_blocks(session, message.author_id, added) | standing.barred_from(
        session, channel.id, added
    )
    gone = known.keys() - wanted
    theirs = queries.memberships_to_change(session, channel.id, added | gone)
    heard = [one for one in sorted(added) if one not in theirs or theirs[one].level is not Level.NONE]
    for person_id in heard:
        there = {"person_id": person_id, "channel_id": channel.id, "number": message.number}
        session.add(Mention(message=message, **there))
        _count(session, theirs.get(person_id), message, 1)
    for person_id in gone:
        session.delete(known[person_id])
        _count(session, theirs.get(person_id), message, -1)
    return heard


def _count(session: Session, membership: Membership | None, message: Message, by: int) -> None:
    if membership is None or message.number <= membership.read_number:
        return
    membership.mentions = max(0, membership.mentions + by)
    feed.touch(session, membership, on=streams.me(membership.person_id))


def tell(session: Session, channel: Channel, message: Message, heard: Collection[int], author: str) -> None:
    """Give those who hear of the message anew a notice; the notice holds nothing of what was said."""
    if channel.kind is ChannelKind.DIRECT or not heard:
        return
    for person_id in _undisturbed(session, channel, heard):
        text = f"{author} mentioned you in {channel.title}."
        notify.tell(session, person_id, NoticeKind.MENTIONED, text, _about(channel, message))


def tell_answered(
    session: Session, channel: Channel, message: Message, answered: Message, heard: Collection[int], author: str
) -> None:
    """Give the author of what was answered a notice, unless they hear of it already."""
    person_id = answered.author_id
    if channel.kind is ChannelKind.DIRECT or person_id == message.author_id or person_id in heard:
        return
    if memberships.who_blocks(session, message.author_id, [person_id]):
        return
    for told in _undisturbed(session, channel, [person_id]):
        text = f"{author} answered you in {channel.title}."
        notify.tell(session, told, NoticeKind.REPLIED, text, _about(channel, message))


def _undisturbed(session: Session, channel: Channel, person_ids: Collection[int]) -> list[int]:
    """Those of the people who have not asked for quiet in this channel."""
    theirs, at = memberships.wishes_of(session, channel.id, person_ids), clock.now()
    quiet = {
        one.person_id
        for one in theirs.values()
        if one.level is Level.NONE or (one.muted_until is not None and one.muted_until > at)
    }
    return [person_id for person_id in person_ids if person_id not in quiet]


def _about(channel: Channel, message: Message) -> dict[str, int | str]:
    return {**about(message), "person_id": message.author_id, "title": channel.title}


def about(message: Message) -> dict[str, int]:
    """What notices about a message are found by."""
    return {"channel_id": message.channel_id, "number": message.number}
