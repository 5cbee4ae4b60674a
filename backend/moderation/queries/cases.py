"""Cases to change, and what decides about them: their reports, and what was decided before."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.core.errors import NotFound
from backend.moderation.models import Appeal, Case, Decision, Report, Strike
from backend.moderation.rules.weighing import Reporter, Weighed
from backend.people.models import Person
from schemas.words import Origin, Reportable

GROUPED = (Origin.REPORT, Origin.RULE, Origin.MODERATOR)  # where reports of the same subject come together
REMEMBERED = 10  # decided reports of a reporter
HOUR = timedelta(hours=1)


def open_to_change(session: Session, origins: Collection[Origin], subject: Reportable, subject_id: int) -> Case | None:
    """The open case of one of these origins about the subject, locked; what was decided while we waited is not open."""
    theirs = select(Case).where(Case.subject == subject, Case.subject_id == subject_id, Case.origin.in_(origins))
    theirs = theirs.where(Case.decided_at.is_(None), Case.held_id.is_(None)).order_by(Case.id).limit(1)
    return session.scalar(theirs.with_for_update().execution_options(populate_existing=True))


def of_held_to_change(session: Session, held_id: int) -> Case | None:
    """The open case of something held, locked."""
    theirs = select(Case).where(Case.held_id == held_id, Case.origin == Origin.HELD, Case.decided_at.is_(None))
    return session.scalar(theirs.with_for_update().execution_options(populate_existing=True))


def found_by_rules(session: Session, message_id: int) -> Sequence[Case]:
    """The cases of a message that a rule opened, decided or not, locked."""
    theirs = select(Case).where(Case.subject == Reportable.MESSAGE, Case.subject_id == message_id)
    return session.scalars(theirs.where(Case.origin == Origin.RULE).order_by(Case.id).with_for_update()).all()


def held_by_decision(session: Session, decision_id: int) -> Sequence[int]:
    """What was held and this decision was about, channel by channel in the order it was held."""
    theirs = select(Case.held_id).where(Case.decision_id == decision_id, Case.held_id.is_not(None))
    return [int(held_id) for held_id in session.scalars(theirs.order_by(Case.channel_id, Case.held_id)) if held_id]


def added(session: Session, case: Case) -> bool:
    """Add the case; no when another transaction opened the same one at this moment."""
    with suppress(IntegrityError), session.begin_nested():
        session.add(case)
        session.flush()
        return True
    return False


def report_of(session: Session, person_id: int, subject: Reportable, subject_id: int) -> Report | None:
    """What the person reported of this subject before."""
    theirs = select(Report).where(Report.reporter_id == person_id, Report.subject == subject)
    return session.scalar(theirs.where(Report.subject_id == subject_id))


def reports_of(session: Session, case_id: int) -> Sequence[Report]:
    """The reports of a case, the first first."""
    return session.scalars(select(Report).where(Report.case_id == case_id).order_by(Report.id)).all()


def weighed(reports: Sequence[Report]) -> list[Weighed]:
    """These reports, as they are weighed."""
    return [Weighed(report.guideline, report.weight, report.at) for report in reports]


def reporter(session: Session, person_id: int, *, at: datetime) -> Reporter:
    """What is known of somebody who reports."""
    theirs = select(Report.helped).where(Report.reporter_id == person_id, Report.helped.is_not(None))
    helped = session.scalars(theirs.order_by(Report.id.desc()).limit(REMEMBERED)).all()
    lately = select(func.count(Report.id)).where(Report.reporter_id == person_id, Report.at > at - HOUR)
    joined = session.get_one(Person, person_id).joined_at
    return Reporter(joined, [bool(one) for one in helped], session.execute(lately).scalar_one())


def decision_to_change(session: Session, decision_id: int) -> Decision:
    """A decision, locked.

    Raises:
        NotFound: when there is none.
    """
    locked = select(Decision).where(Decision.id == decision_id).with_for_update()
    found = session.scalar(locked.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def told_to_change(session: Session, person_id: int, decision_id: int) -> Decision:
    """A decision about the person that they were told of, locked.

    Raises:
        NotFound: when there is none, or it is about somebody else.
    """
    found = decision_to_change(session, decision_id)
    if found.person_id != person_id or found.appeal_until is None:
        raise NotFound
    return found


def appeal_against(session: Session, decision_id: int) -> Appeal | None:
    """The appeal against a decision."""
    return session.scalar(select(Appeal).where(Appeal.decision_id == decision_id))


def appeal_to_change(session: Session, appeal_id: int) -> Appeal:
    """An appeal, locked."""
    return session.execute(select(Appeal).where(Appeal.id == appeal_id).with_for_update()).scalar_one()


def strike_of(session: Session, decision_id: int) -> Strike | None:
    """The strike that a decision gave."""
    return session.scalar(select(Strike).where(Strike.decision_id == decision_id))


def decided_with(session: Session, removal_id: int) -> Decision | None:
    """The decision that took something away, unless it was overturned; locked."""
    theirs = select(Decision).where(Decision.removal_id == removal_id, Decision.overturned_at.is_(None))
    return session.scalar(theirs.order_by(Decision.id.desc()).limit(1).with_for_update())
