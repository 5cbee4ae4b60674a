"""Somebody thinks that a decision about them was wrong: somebody else looks at it again, once there is anybody."""

from sqlalchemy.orm import Session

from backend.chat.models import Channel
from backend.core import clock, feed
from backend.moderation.models import Appeal, Case
from backend.moderation.queries import cases as queries
from backend.moderation.queries.deciders import deciders
from backend.moderation.rules.refusals import Appealed, TooLateToAppeal
from backend.moderation.service import telling
from backend.moderation.service.cases import Opening, open_case
from schemas.words import Origin

URGENCY = 50


def appeal(session: Session, person_id: int, decision_id: int, words: str) -> Appeal:
    """Appeal against a decision about oneself, once; the same words again answer with the same appeal.

    Raises:
        NotFound: when there is no such decision about them.
        Appealed: when they did before.
        TooLateToAppeal: when the time that was promised is over.
    """
    decision = queries.told_to_change(session, person_id, decision_id)
    if known := queries.appeal_against(session, decision_id):
        if known.words == words:
            return known
        raise Appealed
    at = clock.now()
    if decision.overturned_at is not None or decision.appeal_until is None or at > decision.appeal_until:
        raise TooLateToAppeal
    made = Appeal(decision_id=decision_id, person_id=person_id, words=words, at=at)
    session.add(made)
    session.flush()
    feed.touch(session, made, on=f"me:{person_id}")
    before = session.get(Case, decision.case_id) if decision.case_id else None
    channel = session.get(Channel, decision.channel_id) if decision.channel_id else None
    case = open_case(
        session,
        Opening(
            origin=Origin.APPEAL,
            subject=decision.subject,
            subject_id=decision.subject_id,
            author_id=person_id,
            channel_id=decision.channel_id,
            language=channel.language if channel else "",
            guideline=decision.guideline,
            urgency=URGENCY,
            held_id=before.held_id if before else None,
            appeal_id=made.id,
        ),
    )
    telling.tell_of_appeal_made(session, made, deciders(session, case), by=decision.by)
    return made
