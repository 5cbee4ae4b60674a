"""Who moderates, what each looks after, and how much there is to do."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from backend.chat.models import Channel
from backend.chat.rules.rights import KEEPERS
from backend.core import feed
from backend.core.errors import NotFound
from backend.moderation.models import Appeal, Case, Decision, ModeratorScope
from backend.people.models import Grant, Person
from schemas.words import Measure, Role

SPAN = timedelta(days=30)


def moderators(session: Session, person_id: int | None = None) -> list[dict[str, Any]]:
    """Everybody who moderates, by name, or this one (schemas.desk.ModeratorSchema)."""
    held = select(Grant.person_id, Grant.role, Person.name).join(Person, Person.id == Grant.person_id)
    held = held.where(Grant.role.in_(KEEPERS), Person.removed_at.is_(None), Person.name != "")
    if person_id is not None:
        held = held.where(Person.id == person_id)
    found: dict[int, dict[str, Any]] = {}
    for row in session.execute(held.order_by(Person.name, Person.id, Grant.role)):
        person = {"id": row.person_id, "name": row.name}
        found.setdefault(row.person_id, {"person": person, "roles": [], "scopes": []})["roles"].append(row.role)
    for scope, title in session.execute(_scopes(list(found))):
        shown = {"channel_id": scope.channel_id, "channel_title": title, "language": scope.language}
        found[scope.person_id]["scopes"].append(shown)
    return list(found.values())


def _scopes(person_ids: Sequence[int]) -> Any:
    theirs = select(ModeratorScope, Channel.title).outerjoin(Channel, Channel.id == ModeratorScope.channel_id)
    return theirs.where(ModeratorScope.person_id.in_(person_ids)).order_by(ModeratorScope.id)


def moderator(session: Session, person_id: int) -> dict[str, Any]:
    """One who moderates.

    Raises:
        NotFound: when this person does not.
    """
    found = moderators(session, person_id)
    if not found:
        raise NotFound
    return found[0]


def load_for(session: Session, reader: feed.Reader, *, at: datetime) -> dict[str, Any]:
    """How much there is to moderate (schemas.desk.LoadSchema)."""
    waits = Case.decided_at.is_(None)
    claimed = (waits, Case.claimed_by == reader.id, Case.claimed_until > at)
    keepers = select(func.count(func.distinct(Grant.person_id))).where(Grant.role.in_([Role.MODERATOR, Role.ORGANISER]))
    return {
        "mine": _share(session, at - SPAN, Decision.by == reader.id, claimed),
        "team": _share(session, at - SPAN, true(), (waits,)),
        "moderators": session.execute(keepers).scalar_one(),
        "oldest_at": session.scalar(select(func.min(Case.opened_at)).where(waits)),
    }


def _share(
    session: Session, since: datetime, whose: ColumnElement[bool], waiting: tuple[ColumnElement[bool], ...]
) -> dict[str, Any]:
    theirs = select(Case.opened_at, Case.decided_at).join(Decision, Decision.id == Case.decision_id)
    spans = session.execute(theirs.where(Case.decided_at > since, whose)).all()
    against = select(Appeal.granted).join(Decision, Decision.id == Appeal.decision_id).where(Decision.at > since, whose)
    answers = session.scalars(against.where(Appeal.decided_at.is_not(None))).all()
    return {
        "decided": len(spans),
        "minutes": median_minutes([(row.opened_at, row.decided_at) for row in spans]),
        "waiting": session.execute(select(func.count(Case.id)).where(*waiting)).scalar_one(),
        "appeals": len(answers),
        "granted": sum(map(bool, answers)),
    }


def median_minutes(spans: Sequence[tuple[datetime, datetime | None]]) -> int | None:
    """The median length of these spans in minutes; None of none."""
    lengths = [(end - start).total_seconds() / 60 for start, end in spans if end is not None]
    return round(median(lengths)) if lengths else None


ANSWERS = (Measure.GRANTED, Measure.UPHELD)
