"""Deciding together about what waits for a look, as after a raid: one decision for each author, one act, one notice.

So many are decided at a time that others can write in between; whoever asked goes on until nothing is left.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from backend.chat.service import holding
from backend.core import clock, feed
from backend.moderation.models import Case, Decision
from backend.moderation.queries import waiting as queries
from backend.moderation.queries.guidelines import check_point, edition
from backend.moderation.queries.settings import settings
from backend.moderation.service import auditing, telling
from backend.moderation.service.auditing import Act
from schemas.words import Measure, Reportable

AT_ONCE = 40  # held messages a transaction: others get their turn every tenth of a second


def decide(session: Session, reader: feed.Reader, values: Mapping[str, Any]) -> dict[str, int]:
    """Publish or withhold what waits and is wanted (schemas.holding.DecideHeldSchema): how many, and how many are left.

    Raises:
        Invalid: when it is withheld for no point of the guidelines.
    """
    measure, wanted, at = values["measure"], values["same"], clock.now()
    if measure is Measure.WITHHELD:
        check_point(session, values["guideline"])
    found = queries.waiting_to_change(session, reader, wanted, at=at, limit=AT_ONCE)
    keep_until = at + timedelta(days=settings(session).evidence_days)
    for author_id, theirs in groupby(found, key=lambda case: case.author_id):
        _decide(session, reader.id, author_id, list(theirs), (values, keep_until))
    if found:
        why, after = values["guideline"], {"measure": measure.value, "count": len(found)}
        auditing.write(session, reader.id, Act("held.decided", "held", 0, why, after=after))
    session.flush()
    return {"count": len(found), "left": queries.count(session, reader, wanted, at=at)}


def _decide(
    session: Session, by: int, author_id: int, cases: Sequence[Case], how: tuple[Mapping[str, Any], datetime]
) -> None:
    values, keep_until = how
    decision = _written(session, by, author_id, cases[0], values)
    for case in cases:
        if decision.measure is Measure.PUBLISHED:
            holding.publish(session, case.held_id or 0)
        else:
            holding.withhold(session, case.held_id or 0, keep_until=keep_until)
        telling.settle(session, case, decision)
    telling.tell_author(session, decision)


def _written(session: Session, by: int, author_id: int, first: Case, values: Mapping[str, Any]) -> Decision:
    """The decision about this author's; what they wrote further in the same raid is decided by the same."""
    made = Decision(
        case_id=first.id,
        measure=values["measure"],
        subject=Reportable.MESSAGE,
        subject_id=first.subject_id,
        channel_id=first.channel_id,
        person_id=author_id,
        by=by,
        at=clock.now(),
        guideline=values["guideline"],
        edition=edition(session),
        text=values["text"],
    )
    session.add(made)
    session.flush()
    return made
