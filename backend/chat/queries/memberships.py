"""Reads of who belongs to what, and of whom one does not want to hear."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from backend.chat.models import Block, Chatter, Membership
from backend.core.errors import NotFound
from backend.people.models import Person
from schemas.words import RequestState


def membership_to_change(session: Session, channel_id: int, person_id: int) -> Membership | None:
    """The person's membership, left or not, locked and read anew."""
    mine = select(Membership).where(Membership.channel_id == channel_id, Membership.person_id == person_id)
    return session.scalar(mine.with_for_update().execution_options(populate_existing=True))


def two_to_change(session: Session, channel_id: int, person_id: int) -> tuple[Membership, Membership]:
    """The person's side of a direct channel and the other's, locked.

    Raises:
        NotFound: when the person is not one of its two.
    """
    both = select(Membership).where(Membership.channel_id == channel_id).order_by(Membership.id)
    sides = {side.person_id: side for side in session.scalars(both.with_for_update())}
    mine = sides.pop(person_id, None)
    if mine is None or len(sides) != 1:
        raise NotFound
    return mine, sides.popitem()[1]


def requests_of(session: Session, person_id: int) -> list[tuple[Membership, Membership]]:
    """Both sides of each direct channel in which the person waits for an answer, locked."""
    theirs = select(Membership.channel_id).where(Membership.person_id == person_id)
    waiting = session.scalars(theirs.where(Membership.request == RequestState.SENT).order_by(Membership.channel_id))
    both = [two_to_change(session, channel_id, person_id) for channel_id in waiting.all()]
    return [(mine, other) for mine, other in both if other.request is RequestState.RECEIVED]


def block_to_change(session: Session, person_id: int, blocked_id: int) -> Block | None:
    """The person's block of another, taken back or not, locked."""
    theirs = select(Block).where(Block.person_id == person_id, Block.blocked_id == blocked_id)
    return session.scalar(theirs.with_for_update())


def is_blocked(session: Session, one: int, other: int) -> bool:
    """Whether one of the two blocked the other, whichever it was."""
    either = or_(
        (Block.person_id == one) & (Block.blocked_id == other), (Block.person_id == other) & (Block.blocked_id == one)
    )
    return session.scalar(select(Block.id).where(either, Block.removed_at.is_(None)).limit(1)) is not None


def who_blocks(session: Session, author_id: int, among: Collection[int]) -> frozenset[int]:
    """Those of these people who do not want to hear of the author."""
    theirs = select(Block.person_id).where(Block.blocked_id == author_id, Block.person_id.in_(among))
    return frozenset(session.scalars(theirs.where(Block.removed_at.is_(None))))


def blocked_by(session: Session, person_id: int) -> Sequence[Person]:
    """Of whom the person does not want to hear, by name."""
    theirs = select(Person).join(Block, Block.blocked_id == Person.id)
    theirs = theirs.where(Block.person_id == person_id, Block.removed_at.is_(None))
    return session.scalars(theirs.order_by(Person.name, Person.id)).all()


def chatter_to_change(session: Session, person_id: int) -> Chatter | None:
    """What chat knows of the person, locked."""
    return session.scalar(select(Chatter).where(Chatter.person_id == person_id).with_for_update())


def chatter_of(session: Session, person_id: int) -> Chatter | None:
    """What chat knows of the person."""
    return session.scalar(select(Chatter).where(Chatter.person_id == person_id))


def member_to_meet(session: Session, person_id: int) -> Person:
    """Somebody with a name, who is a member.

    Raises:
        NotFound: when there is none.
    """
    found = session.scalar(select(Person).where(Person.id == person_id, Person.removed_at.is_(None), Person.name != ""))
    if found is None:
        raise NotFound
    return found


def wishes_of(session: Session, channel_id: int, person_ids: Collection[int]) -> Mapping[int, Membership]:
    """How much these people want to hear of the channel, by person; who is not in it is absent."""
    theirs = select(Membership).where(Membership.channel_id == channel_id, Membership.person_id.in_(person_ids))
    return {mine.person_id: mine for mine in session.scalars(theirs)}
