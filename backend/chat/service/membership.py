"""Who belongs to a channel."""

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Membership
from backend.chat.queries import changing as queries
from backend.core import clock, feed


def come_in(session: Session, channel: Channel, person_id: int) -> Membership:
    """Let the person into the channel, which is locked; who was in it before has the same membership again."""
    membership = queries.membership_to_change(session, person_id, channel.id)
    if membership is None:
        membership = Membership(channel_id=channel.id, person_id=person_id, joined_at=clock.now())
        membership.read_number, membership.mentions = channel.last_number, 0
        session.add(membership)
        channel.members += 1
    elif membership.left_at is not None:
        membership.left_at = None
        channel.members += 1
    feed.touch(session, membership, on=f"me:{person_id}")
    return membership
