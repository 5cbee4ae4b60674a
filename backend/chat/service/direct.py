"""Direct channels: two people, and only once the one who is written to agrees."""

from contextlib import suppress

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Membership
from backend.chat.queries import channels, memberships
from backend.chat.queries.settings import settings
from backend.chat.queries.standing import here_for
from backend.chat.rules import belonging, newcomers
from backend.chat.rules.refusals import NotAccepted, Unreachable
from backend.core import clock, feed
from backend.core.errors import NotFound
from backend.notify.service import tell
from backend.people import queries as people
from backend.people.models import Restriction
from backend.people.service.restricting import check_writes
from schemas.words import Access, ChannelKind, NoticeKind, RequestState, RestrictionKind


def key_of(one: int, other: int) -> str:
    """The key of the channel of two people."""
    return f"direct:{min(one, other)}:{max(one, other)}"


def open_with(session: Session, reader: feed.Reader, other_id: int) -> int:
    """The channel with somebody, made when it is new: its id. The other learns nothing of it before a message.

    Raises:
        NotFound: when there is nobody of this id, or it is oneself.
        Restricted, NotAccepted, Unreachable, NewcomerLimited: as each says, for a new one only.
    """
    belonging.check_other(reader.id, other_id)
    memberships.member_to_meet(session, other_id)
    channel = channels.channel_at(session, key_of(reader.id, other_id))
    if channel is None or not _knows_of(session, channel.id, reader.id):
        _check_may_ask(session, reader, other_id)
        channel = channel or _made(session, reader.id, other_id)
    mine, theirs = memberships.two_to_change(session, channel.id, reader.id)
    _set(session, mine, theirs, belonging.opened(mine.request, theirs.request))
    return channel.id


def _knows_of(session: Session, channel_id: int, person_id: int) -> bool:
    return memberships.two_to_change(session, channel_id, person_id)[0].request is not None


def _check_may_ask(session: Session, reader: feed.Reader, other_id: int) -> None:
    check_writes(session, reader.id, RestrictionKind.HOLD_FIRST)
    chatter, in_force = memberships.chatter_of(session, reader.id), settings(session)
    if chatter is None or chatter.accepted_version < in_force.guidelines_version:
        raise NotAccepted
    if memberships.is_blocked(session, reader.id, other_id):
        raise Unreachable
    asked = channels.directs_begun(session, reader.id) + 1
    limits = newcomers.limits_of(chatter, in_force, reader.roles)
    newcomers.check_newcomer(limits, at=clock.now(), requests=asked)


def _made(session: Session, by: int, other_id: int) -> Channel:
    key, at = key_of(by, other_id), clock.now()
    with suppress(IntegrityError), session.begin_nested():  # the other may open it at the same moment
        channel = Channel(
            kind=ChannelKind.DIRECT, key=key, title="", access=Access.MEMBERS, created_by=by, created_at=at, members=2
        )
        session.add(channel)
        session.flush()
        session.add_all(
            Membership(channel_id=channel.id, person_id=one, joined_at=at) for one in sorted((by, other_id))
        )
        feed.touch(session, channel, on=channels.stream_of(channel.id))
    found = channels.channel_at(session, key)
    if found is None:
        raise NotFound
    return found


def spoke(session: Session, channel: Channel, author_id: int) -> None:
    """What follows from a message in a direct channel: the first one asks whether one may write, an answer accepts."""
    mine, theirs = memberships.two_to_change(session, channel.id, author_id)
    was = mine.request, theirs.request
    _set(session, mine, theirs, belonging.spoken(*was))
    if was[1] is None:
        _tell(session, mine, theirs, NoticeKind.CHAT_REQUEST, "{} would like to write to you.")
    elif was[0] in {RequestState.RECEIVED, RequestState.DECLINED}:
        _tell(
            session, mine, theirs, NoticeKind.REQUEST_ACCEPTED, "{} accepted your request. You can write to each other."
        )


def answer(session: Session, reader: feed.Reader, channel_id: int, *, accept: bool) -> None:
    """Accept or decline a request; who asked is not told of a no, and a no can become a yes later.

    Raises:
        NotFound: when nobody asked the reader here.
    """
    here_for(session, reader, channel_id)
    mine, theirs = memberships.two_to_change(session, channel_id, reader.id)
    was = mine.request
    _set(session, mine, theirs, belonging.answered(was, theirs.request, accept=accept))
    if mine.request is RequestState.ACCEPTED and was is not RequestState.ACCEPTED:
        _tell(
            session, mine, theirs, NoticeKind.REQUEST_ACCEPTED, "{} accepted your request. You can write to each other."
        )


def follow(session: Session, given: Restriction) -> None:
    """Whoever is put out of everything asks nobody any more: their requests that wait for an answer go away."""
    if given.kind is RestrictionKind.BAN and given.channel_id is None:
        for mine, theirs in memberships.requests_of(session, given.person_id):
            _set(session, mine, theirs, (mine.request or RequestState.SENT, RequestState.DECLINED))


def _set(session: Session, mine: Membership, theirs: Membership, now: tuple[RequestState, RequestState | None]) -> None:
    for side, request in zip((mine, theirs), now, strict=True):
        if side.request is not request:
            side.request = request
            feed.touch(session, side, on=f"me:{side.person_id}")
            feed.rights_changed(session, side.person_id)


def _tell(session: Session, mine: Membership, theirs: Membership, kind: NoticeKind, text: str) -> None:
    name = people.person(session, mine.person_id).name
    about = {"channel_id": mine.channel_id, "person_id": mine.person_id}
    tell(session, theirs.person_id, kind, text.format(name), about)
