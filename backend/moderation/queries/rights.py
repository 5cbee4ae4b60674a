"""Who is at the desk, and which cases are theirs to see: a moderator may look after some channels or languages only."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from backend.chat.models import Channel
from backend.chat.rules.rights import KEEPERS
from backend.core import feed
from backend.core.errors import NotFound
from backend.moderation.models import Appeal, Case, Decision, ModeratorScope, Removal
from backend.moderation.queries.settings import scope_for
from backend.moderation.queries.subjects import Found
from schemas.words import Reportable

DESK = 1  # there is one desk, and so one stream of it


def may_hear_desk(_session: Session, reader: feed.Reader | None, desk: int) -> bool:
    """Whether the reader may hear of cases, which hold nobody's text: moderators and organisers."""
    return desk == DESK and reader is not None and bool(reader.name) and not KEEPERS.isdisjoint(reader.roles)


def scopes_of(session: Session, person_id: int) -> Sequence[ModeratorScope]:
    """What the moderator looks after, in the order it was set; nothing is everything."""
    theirs = select(ModeratorScope).where(ModeratorScope.person_id == person_id)
    return session.scalars(theirs.order_by(ModeratorScope.id)).all()


def in_scope(session: Session, reader: feed.Reader) -> ColumnElement[bool]:
    """Which cases the reader looks after, as a part of a query."""
    scope = scope_for(session, reader)
    if scope is None:
        return true()
    return or_(Case.channel_id.in_(scope.channels), Case.language.in_(scope.languages))


def check_looks_after(
    session: Session, reader: feed.Reader, found: Found, subject: Reportable, subject_id: int
) -> None:
    """Refuse a moderator who does not look after where a subject stands.

    Raises:
        NotFound: as if there were none; so it is with what was said between two and is no case.
    """
    scope = scope_for(session, reader)
    if scope is not None and not scope.covers(found.channel_id, found.language):
        raise NotFound
    if found.private:
        theirs = select(Case.id).where(Case.subject == subject, Case.subject_id == subject_id, Case.held_id.is_(None))
        if session.scalar(theirs.limit(1)) is None:
            raise NotFound


def case_for(session: Session, reader: feed.Reader, case_id: int) -> Case:
    """A case that the reader looks after.

    Raises:
        NotFound: when there is none, or it is for others to look after.
    """
    found = session.scalar(select(Case).where(Case.id == case_id, in_scope(session, reader)))
    if found is None:
        raise NotFound
    return found


def case_to_decide(session: Session, reader: feed.Reader, case_id: int) -> Case:
    """A case that the reader looks after, locked after its channel: chat locks the two in this order.

    Granting an appeal puts back all that was taken as one event, so those channels are locked as well.

    Raises:
        NotFound: as `case_for`.
    """
    case = case_for(session, reader, case_id)
    also = _channels_of_event(session, case) if case.appeal_id else ()
    lock_channels(session, [case.channel_id, *also])
    return case_to_change(session, reader, case_id)


def _channels_of_event(session: Session, appeal: Case) -> Iterable[int | None]:
    event = select(Removal.bulk_id).join(Decision, Decision.removal_id == Removal.id)
    event = event.join(Appeal, Appeal.decision_id == Decision.id).where(Appeal.id == appeal.appeal_id)
    theirs = select(Removal.channel_id).where(Removal.bulk_id.in_(event), Removal.author_id == appeal.author_id)
    return session.scalars(theirs.distinct())


def lock_channels(session: Session, channel_ids: Iterable[int | None]) -> None:
    """Lock these channels in everybody's order, also those that are gone."""
    wanted = {one for one in channel_ids if one}
    session.execute(select(Channel.id).where(Channel.id.in_(wanted)).order_by(Channel.id).with_for_update())


def case_to_change(session: Session, reader: feed.Reader, case_id: int) -> Case:
    """A case that the reader looks after, locked: two who decide at once take turns here.

    Raises:
        NotFound: as `case_for`.
    """
    case_for(session, reader, case_id)
    locked = select(Case).where(Case.id == case_id).with_for_update().execution_options(populate_existing=True)
    return session.execute(locked).scalar_one()
