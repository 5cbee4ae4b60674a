"""Telling those whom a decision concerns: its author, everybody who reported, and the desk.

What was said never stands in any of it: a notice says what was decided, for which point, and until when to appeal.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.moderation.models import Appeal, Case, Decision, Removal, Strike
from backend.moderation.queries import cases as queries
from backend.moderation.queries.guidelines import edition, title_of
from backend.moderation.queries.settings import settings
from backend.moderation.rules.deciding import AGAINST
from backend.moderation.rules.own import Deciders
from backend.moderation.service.cases import tell
from backend.notify import service as notify
from backend.people import queries as people
from schemas.words import Measure, NoticeKind, Reportable, Role

THINGS = {
    Reportable.MESSAGE: "a message of yours",
    Reportable.PHOTO: "a photo of yours",
    Reportable.QUESTION: "a question of yours",
    Reportable.PERSON: "the texts of your profile",
    Reportable.APPLICATION: "an application of yours",
}
SAID = {
    Measure.REMOVED: "Moderators removed {thing}: {point}.",
    Measure.WARNED: "Moderators ask you to keep to the guidelines: {point}.",
    Measure.RESTRICTED: "Moderators limited for a while what you can do here: {point}.",
    Measure.WITHHELD: "Something you wrote was not published: {point}.",
}
APPEAL = " You can read why, and appeal until {until}."
HELPED = "Moderators looked at what you reported and did something about it. Thank you for telling us."
LEFT = "Moderators looked at what you reported and left it as it is. Thank you for telling us."
GRANTED = "Your appeal was granted: what was decided is taken back, and all of it is restored."
APPEALED = "Somebody appeals against a decision. It waits for you, or for another moderator, at the desk."
NOBODY = (
    "Somebody appeals against a decision, and nobody may decide it: everybody who could had a part in it. "
    "It waits until an organiser makes somebody else a moderator."
)
WAITS = (
    "Your appeal is here, but there is nobody yet who may decide it: everybody who could had a part in the decision. "
    "It waits until an organiser makes somebody else a moderator."
)
UPHELD = "Somebody else looked at your appeal, and the decision stands."


def of_removal(session: Session, removal: Removal, text: str) -> Decision:
    """Tell an author that something of theirs was taken away without a case; open cases about it are decided by it."""
    made = Decision(
        measure=Measure.REMOVED,
        subject=removal.subject,
        subject_id=removal.subject_id,
        channel_id=removal.channel_id,
        person_id=removal.author_id,
        by=removal.by,
        at=removal.at,
        guideline=removal.guideline,
        edition=edition(session),
        text=text,
        removal_id=removal.id,
    )
    session.add(made)
    session.flush()
    settle_subject(session, made, removal.subject, removal.subject_id)
    tell_author(session, made)
    return made


def of_restoring(session: Session, removal: Removal) -> None:
    """Take back the decision that took something away, since that was put back."""
    decision = queries.decided_with(session, removal.id)
    if decision is not None:
        take_back(session, decision)


def take_back(session: Session, decision: Decision) -> None:
    """A decision was wrong: it counts no more, and its author and those who reported see so. Twice is once."""
    if decision.overturned_at is not None:
        return
    decision.overturned_at = clock.now()
    if strike := queries.strike_of(session, decision.id):
        session.delete(strike)
    if decision.appeal_until is not None:
        feed.touch(session, decision, on=f"me:{decision.person_id}")
    for report in queries.reports_of(session, decision.case_id or 0):
        report.helped = False
        feed.touch(session, report, on=f"me:{report.reporter_id}")


def tell_author(session: Session, decision: Decision) -> None:
    """Tell whom it is about, and until when they may appeal; it counts against them until it fades."""
    if decision.measure not in AGAINST:
        return
    kept = settings(session)
    decision.appeal_until = decision.at + timedelta(days=kept.appeal_days)
    fades_at = decision.at + timedelta(days=kept.strike_days)
    session.add(Strike(person_id=decision.person_id, decision_id=decision.id, at=decision.at, fades_at=fades_at))
    feed.touch(session, decision, on=f"me:{decision.person_id}")
    point = title_of(session, decision.guideline)
    said = SAID[decision.measure].format(thing=THINGS[decision.subject], point=point)
    about = {"decision_id": decision.id, "measure": decision.measure.value, "subject": decision.subject.value}
    until = APPEAL.format(until=_day(decision.appeal_until))
    kind = NoticeKind.HELD_WITHHELD if decision.measure is Measure.WITHHELD else NoticeKind.DECISION
    notify.tell(session, decision.person_id, kind, said + until, about)


def settle(session: Session, case: Case, decision: Decision) -> None:
    """A case is decided: it leaves the queue, and each reporter hears what came of it."""
    case.decided_at, case.decision_id = decision.at, decision.id
    case.claimed_by = case.claimed_until = None
    tell(session, case)
    for report in queries.reports_of(session, case.id):
        report.decided_at, report.helped = decision.at, decision.measure in AGAINST
        feed.touch(session, report, on=f"me:{report.reporter_id}")
        about = {"report_id": report.id, "subject": report.subject.value, "helped": report.helped}
        said = HELPED if report.helped else LEFT
        notify.tell(session, report.reporter_id, NoticeKind.REPORT_DECIDED, said, about)


def settle_subject(session: Session, decision: Decision, subject: Reportable, subject_id: int) -> None:
    """What was taken away is decided in every case that is open about it."""
    while case := queries.open_to_change(session, queries.GROUPED, subject, subject_id):
        decision.case_id = decision.case_id or case.id
        settle(session, case, decision)
        session.flush()


def tell_of_appeal_made(session: Session, appeal: Appeal, decides: Deciders, *, by: int | None) -> None:
    """Tell whoever may decide an appeal; where nobody may, its author, organisers and whoever decided (`by`) hear that.

    It then waits until an organiser makes somebody a moderator.
    """
    about = {"appeal_id": appeal.id, "decision_id": appeal.decision_id}
    for person_id in sorted(decides.able):
        notify.tell(session, person_id, NoticeKind.APPEAL_MADE, APPEALED, about)
    if decides.able:
        return
    notify.tell(session, appeal.person_id, NoticeKind.APPEAL_WAITS, WAITS, about)
    told = {*people.holders_of(session, Role.ORGANISER), *([by] if by else [])} - {appeal.person_id}
    for person_id in sorted(told):
        notify.tell(session, person_id, NoticeKind.APPEAL_MADE, NOBODY, about)


def tell_of_appeal(session: Session, appeal: Appeal) -> None:
    """Tell who appealed what came of it."""
    feed.touch(session, appeal, on=f"me:{appeal.person_id}")
    about = {"appeal_id": appeal.id, "decision_id": appeal.decision_id, "granted": bool(appeal.granted)}
    said = GRANTED if appeal.granted else UPHELD
    notify.tell(session, appeal.person_id, NoticeKind.APPEAL_DECIDED, said, about)


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
