"""Belonging to a channel: joining, leaving, and how much of it one wants to hear."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Membership
from backend.chat.queries import memberships as queries
from backend.chat.queries.channels import channel_to_change
from backend.chat.queries.standing import here_for
from backend.chat.rules import belonging
from backend.core import clock, feed


def join(session: Session, reader: feed.Reader, channel_id: int) -> Membership:
    """Belong to a channel; joining again is harmless, and whoever comes back has read what they had read.

    Raises:
        NotFound: when it is not theirs to read.
        ReadOnly: when nobody talks there any more.
    """
    here = here_for(session, reader, channel_id)
    belonging.check_joins(here.channel)
    return come_in(session, channel_to_change(session, channel_id), reader.id)


def come_in(session: Session, channel: Channel, person_id: int) -> Membership:
    """Have the person belong to the channel, which is locked. Who is new there begins with its newest message."""
    mine, at = queries.membership_to_change(session, channel.id, person_id), clock.now()
    if mine and mine.left_at is None:
        return mine
    if mine is None:
        mine = Membership(
            channel_id=channel.id, person_id=person_id, joined_at=at, read_number=channel.last_number, mentions=0
        )
        session.add(mine)
    mine.left_at = None
    channel.members += 1
    feed.touch(session, mine, on=f"me:{person_id}")
    return mine


def leave(session: Session, reader: feed.Reader, channel_id: int) -> None:
    """Belong to a channel no longer; leaving twice is harmless. A direct channel is not left: its other is blocked.

    Raises:
        NotFound: when it is not theirs to read, or a direct one.
    """
    belonging.check_leaves(here_for(session, reader, channel_id).channel)
    channel = channel_to_change(session, channel_id)
    mine = queries.membership_to_change(session, channel_id, reader.id)
    if mine and mine.left_at is None:
        mine.left_at, mine.mentions = clock.now(), 0
        channel.members -= 1
        feed.touch(session, mine, on=f"me:{reader.id}")


def change(session: Session, reader: feed.Reader, channel_id: int, values: Mapping[str, Any]) -> Membership:
    """Set of what in a channel one is told (`level`), or silence it for a while (`muted_until`; None ends that).

    Raises:
        NotFound: when it is not theirs to read.
        NotAMember: when they do not belong to it.
    """
    here_for(session, reader, channel_id)
    mine = belonging.check_belongs(queries.membership_to_change(session, channel_id, reader.id))
    for name, value in values.items():
        setattr(mine, name, value)
    feed.touch(session, mine, on=f"me:{reader.id}")
    return mine
