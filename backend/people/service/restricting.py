"""Keeping a person from something for a while, and letting them again. It holds at once, in every process.

`by` is a person's id, or None for a rule or the command line.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from backend.core import clock, feed, markup
from backend.core.errors import NotFound
from backend.people import queries
from backend.people.models import Restriction
from backend.people.queries import restrictions
from backend.people.rules.restrictions import SILENT, check
from backend.people.service.signing_in import stream_of
from schemas.words import RestrictionKind

log = structlog.get_logger()

Follower = Callable[[Session, Restriction], None]
_followers: dict[str, Follower] = {}


def follows_restrictions(name: str, follower: Follower) -> None:
    """Let another feature hear, in the same transaction, who is restricted from now on.

    Filled when the app starts, so that people need not know what else ends with it.
    """
    _followers[name] = follower


@dataclass(frozen=True, slots=True)
class Limits:
    """What a restriction is: in one channel or everywhere (None), until when or until it is lifted (None).

    `guideline` is the point it is for, `text` what the person is told, `decision_id` the decision that gave it.
    """

    kind: RestrictionKind
    channel_id: int | None = None
    until: datetime | None = None
    guideline: str = ""
    text: str = ""
    decision_id: int | None = None


def restrict(session: Session, by: int | None, person_id: int, limits: Limits) -> Restriction:
    """Keep the person from something; they are told on their own stream, and put out of what they may not hear.

    Raises:
        NotFound: when there is no such person.
    """
    queries.person_to_change(session, person_id)
    given = Restriction(person_id=person_id, since=clock.now(), given_by=by, **asdict(limits))
    session.add(given)
    session.flush()
    feed.touch(session, given, on=stream_of(person_id))
    for hear in _followers.values():
        hear(session, given)
    feed.rights_changed(session, person_id)
    log.info("person.restricted", by=by, person=person_id, kind=limits.kind.value, channel=limits.channel_id)
    return given


def lift(session: Session, by: int | None, restriction_id: int) -> Restriction:
    """End a restriction before its time; ending it twice is harmless.

    Raises:
        NotFound: when there is none.
    """
    found = restrictions.restriction_to_change(session, restriction_id)
    if found is None:
        raise NotFound
    if found.lifted_at is None:
        found.lifted_at = found.removed_at = clock.now()
        feed.touch(session, found, on=stream_of(found.person_id))
        log.info("restriction.lifted", by=by, restriction=restriction_id, person=found.person_id)
    return found


def check_writes(session: Session, person_id: int, *more: RestrictionKind) -> None:
    """Refuse whoever may write nowhere, or is kept everywhere from one of these things too.

    Raises:
        Restricted: with the reason.
    """
    check(restrictions.restrictions_on(session, person_id), *SILENT, *more)


def check_says(session: Session, person_id: int, *texts: str) -> None:
    """Refuse as `check_writes`, and whoever is kept everywhere from links where there is one in these texts.

    Raises:
        Restricted: with the reason.
    """
    links = any(markup.understand(text).links for text in texts)
    check_writes(session, person_id, *([RestrictionKind.NO_LINKS] if links else []))
