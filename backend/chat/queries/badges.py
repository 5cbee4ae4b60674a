"""What the others should know of who speaks, for any number of people in one query."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Select, bindparam, exists, func, literal, select, union_all
from sqlalchemy.orm import Session

from backend.core import clock
from backend.meetings.models import Meeting, Registration
from backend.people.models import Grant, Person
from schemas.words import Badge, Role

Tells = Callable[[int | None], Select[Any]]
ORDER = list(Badge)
LATE, MOST_WRITERS = timedelta(seconds=30), 10_000
_tells: dict[Badge, Tells] = {}
_of_writers: dict[tuple[int, frozenset[Role], int | None], tuple[datetime, list[Badge]]] = {}


def tells(badge: Badge, who: Tells) -> None:
    """Let a feature above say who has a badge: `who(meeting_id)` selects the ids of people; None is any meeting.

    Filled when the app starts, so that chat need not know panels.
    """
    _tells[badge] = who
    _asked.cache_clear()
    _of_writers.clear()


def badges_of(
    session: Session, person_ids: Collection[int], meeting_id: int | None = None
) -> Mapping[int, list[Badge]]:
    """The badges of these people by their id, in the order of `Badge`; who has none has an empty list.

    Hosts and bloggers are those of the meeting, or of any when the channel belongs to none.
    """
    found: dict[int, set[Badge]] = defaultdict(set)
    if person_ids:
        given = {"people": list(set(person_ids)), "today": clock.now().date()}
        for person_id, badge in session.connection().execute(_asked(meeting_id), given):
            found[person_id].add(Badge(badge))
    return {person_id: sorted(found[person_id], key=ORDER.index) for person_id in person_ids}


def badges_of_writer(session: Session, person_id: int, roles: frozenset[Role], meeting_id: int | None) -> list[Badge]:
    """The badges of somebody who writes, for the answer to them alone; asked once in half a minute for each."""
    key, at = (person_id, roles, meeting_id), clock.now()
    found = _of_writers.get(key)
    if found is None or not timedelta() <= at - found[0] < LATE:
        if len(_of_writers) >= MOST_WRITERS:
            _of_writers.clear()
        found = _of_writers[key] = at, badges_of(session, [person_id], meeting_id)[person_id]
    return found[1]


@lru_cache(maxsize=100)
def _asked(meeting_id: int | None) -> Any:
    """Everybody's badges, one row each, as one statement: part of every message, so it is made once a meeting."""
    roles = {Role.ORGANISER: Badge.ORGANISER, Role.MODERATOR: Badge.MODERATOR}
    parts = [_row(badge, select(Grant.person_id).where(Grant.role == role)) for role, badge in roles.items()]
    parts += [_row(badge, who(meeting_id)) for badge, who in _tells.items()]
    return union_all(*parts, _row(Badge.FIRST_TIMER, _first_timers()))


def _row(badge: Badge, who: Select[Any]) -> Any:
    people = who.subquery()
    [person_id] = people.c
    named = person_id.in_(bindparam("people", expanding=True))
    return select(person_id.label("person_id"), literal(badge.value).label("badge")).where(named)


def _first_timers() -> Select[int]:
    """Whoever joined since the last meeting ended, stood on no list of an earlier one, and does not look after others.

    Before a first meeting has ended everybody would be one, so nobody is.
    """
    over = Meeting.ends_on < bindparam("today", type_=Date)
    last = select(func.max(Meeting.ends_on)).where(over).scalar_subquery()
    listed = exists().where(Registration.email == Person.email, Registration.meeting_id == Meeting.id, over)
    helps = exists().where(Grant.person_id == Person.id)
    return select(Person.id).where(func.date(Person.joined_at) > last, ~listed, ~helps)
