"""What moderators decide. Of two who decide a case at once one does, and the other is told so."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.core.errors import Invalid
from backend.moderation.models import Appeal, Case, Decision
from backend.moderation.queries import cases as queries
from backend.moderation.queries.deciders import deciders
from backend.moderation.queries.guidelines import edition, point_keys
from backend.moderation.queries.outcomes import check_open
from backend.moderation.queries.rights import case_to_decide
from backend.moderation.rules import deciding as rules
from backend.moderation.service import auditing, measures, telling
from backend.moderation.service.auditing import Act
from backend.moderation.service.claiming import check_unclaimed
from schemas.words import Measure


def decide(session: Session, reader: feed.Reader, case_id: int, wanted: Mapping[str, Any]) -> Case:
    """Decide a case, as schemas.desk.PostDecisionSchema says; the same again by the same person changes nothing.

    Raises:
        NotFound, OwnCase, Claimed, Outdated, Invalid: as each says.
        Decided: when somebody else did before.
    """
    case = case_to_decide(session, reader, case_id)
    if _is_repeated(session, case, reader.id, wanted):
        return case
    check_open(session, case)
    _check(session, reader.id, case, wanted)
    decision = _written(session, reader.id, case, wanted)
    if case.appeal_id:
        _answer(session, reader.id, queries.appeal_to_change(session, case.appeal_id), decision)
    else:
        measures.carry_out(session, reader.id, case, decision, wanted)
        telling.tell_author(session, decision)
    telling.settle(session, case, decision)
    if decision.removal_id:
        telling.settle_subject(session, decision, case.subject, case.subject_id)
    _write_down(session, reader.id, case, decision)
    return case


def _is_repeated(session: Session, case: Case, by: int, wanted: Mapping[str, Any]) -> bool:
    known = session.get(Decision, case.decision_id) if case.decision_id else None
    return known is not None and (known.by, known.measure) == (by, wanted["measure"])


def _check(session: Session, by: int, case: Case, wanted: Mapping[str, Any]) -> None:
    deciders(session, case).check(by)
    check_unclaimed(session, case, by)
    rules.check_seen(case, by, wanted["rev"], at=clock.now())
    rules.check_fits(case, wanted["measure"], wanted["guideline"], point_keys(session))
    restriction = wanted["restriction"]
    if restriction and not restriction["everywhere"] and case.channel_id is None:
        raise Invalid("This stands in no channel, so it can only hold everywhere.")


def _written(session: Session, by: int, case: Case, wanted: Mapping[str, Any]) -> Decision:
    made = Decision(
        case_id=case.id,
        measure=wanted["measure"],
        subject=case.subject,
        subject_id=case.subject_id,
        channel_id=case.channel_id,
        person_id=case.author_id,
        by=by,
        at=clock.now(),
        guideline=wanted["guideline"],
        edition=edition(session),
        text=wanted["text"],
    )
    session.add(made)
    session.flush()
    return made


def _answer(session: Session, by: int, appeal: Appeal, decision: Decision) -> None:
    """Answer an appeal; granting takes everything back that was decided."""
    appeal.decided_at, appeal.decided_by, appeal.answer = decision.at, by, decision.text
    appeal.granted = decision.measure is Measure.GRANTED
    if appeal.granted:
        against = session.get_one(Decision, appeal.decision_id)
        measures.undo(session, by, against, queries.held_by_decision(session, against.id))
        telling.take_back(session, queries.decision_to_change(session, against.id))  # locked last, as restoring does
    telling.tell_of_appeal(session, appeal)


def _write_down(session: Session, by: int, case: Case, decision: Decision) -> None:
    kept = ("guideline", "edition", "removal_id", "restriction_id")
    after = {"measure": decision.measure.value, **{name: getattr(decision, name) for name in kept}}
    after |= {"case_id": case.id, "decision_id": decision.id, "author_id": case.author_id}
    act = Act("decided", case.subject.value, case.subject_id, why=decision.guideline, after=after)
    auditing.write(session, by, act)
