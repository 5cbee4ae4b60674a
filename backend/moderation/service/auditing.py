"""Writing down every act of moderation, and looking whether anybody changed what was written.

Acts wait in their unit of work and are chained right before it is stored: whoever adds to the chain holds its end for
that moment only, and after everything else, so that two moderators never wait for each other crosswise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import event
from sqlalchemy.orm import Session

from backend.core import clock, db
from backend.moderation.models import Audit
from backend.moderation.queries import audit as queries
from backend.moderation.rules import auditing as rules

TOGETHER = 1000  # rows looked at

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Verified:
    """How many rows of the log are as they were written, and what is wrong with the next one, if anything is."""

    count: int
    broken: str


@dataclass(frozen=True, slots=True)
class Act:
    """What was done to which subject (its kind and id), and why.

    `before` and `after` are JSON values and hold nothing of what anybody said.
    """

    act: str
    subject: str
    subject_id: int
    why: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def write(session: Session, by: int | None, act: Act) -> None:
    """Write down what a person did, or with None a rule or the command line; stored with the unit of work or never."""
    row = Audit(at=clock.now(), person_id=by, act=act.act, subject=act.subject, subject_id=act.subject_id, why=act.why)
    row.before, row.after = rules.plain(act.before), rules.plain(act.after)
    session.info.setdefault("acts", []).append(row)


@event.listens_for(Session, "before_commit")
def _chain(session: Session) -> None:
    if session.in_nested_transaction() or not (acts := session.info.pop("acts", None)):
        return
    head = queries.head_to_move(session)
    for row in acts:
        row.id, row.previous = head.last_id + 1, head.hash
        row.hash = rules.hash_of(row)
        head.last_id, head.hash = row.id, row.hash
    session.add_all(acts)
    session.flush()
    db.after_commit(session, lambda: _log(acts))


def _log(acts: list[Audit]) -> None:
    for row in acts:
        about = {"subject": row.subject, "subject_id": row.subject_id, "why": row.why}
        log.info("moderation.acted", audit=row.id, by=row.person_id, act=row.act, **about)


def verify(session: Session) -> Verified:
    """Follow the whole chain, from the first act to where it is known to end."""
    walk = rules.Walk()
    while not walk.broken and (rows := queries.rows_after(session, walk.last_id, TOGETHER)):
        walk.take(rows)
        session.expunge_all()
    head = queries.head(session)
    walk.end(head.last_id if head else 0, head.hash if head else "")
    return Verified(walk.last_id, walk.broken)
