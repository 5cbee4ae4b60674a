"""What the others should know of who speaks: roles, asked here, and what other features tell.

Filled when the app starts, so that chat need not know who keeps hosts or bloggers.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.people.models import Grant
from schemas.words import Badge, Role

OF_ROLES = {Role.ORGANISER: Badge.ORGANISER, Role.MODERATOR: Badge.MODERATOR}
ORDER = list(Badge)

Teller = Callable[[Session, Collection[int], int | None], Iterable[tuple[int, Badge]]]
_tellers: dict[str, Teller] = {}


def asks(name: str, teller: Teller) -> None:
    """Let a feature tell badges: `teller(session, person_ids, meeting_id)` gives pairs of person and badge."""
    _tellers[name] = teller


def badges_of(session: Session, person_ids: Collection[int], meeting_id: int | None) -> Mapping[int, list[Badge]]:
    """The badges of these people in a conversation at this meeting (None: anywhere), in the order of the words."""
    theirs = select(Grant.person_id, Grant.role).where(Grant.person_id.in_(person_ids))
    rows = session.connection().execute(theirs.where(Grant.role.in_(OF_ROLES)))
    found: dict[int, set[Badge]] = defaultdict(set)
    for row in rows:
        found[row.person_id].add(OF_ROLES[row.role])
    for tell in _tellers.values():
        for person_id, badge in tell(session, person_ids, meeting_id):
            found[person_id].add(badge)
    return defaultdict(list, {person_id: sorted(them, key=ORDER.index) for person_id, them in found.items()})
