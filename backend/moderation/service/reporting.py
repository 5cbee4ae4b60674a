"""Members tell the moderators of something: grouped by what it is about, weighed, and put into the queue.

However many reports there are, they never take anything away by themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from backend.core import clock, feed
from backend.moderation.models import Case, Report
from backend.moderation.queries import cases as queries
from backend.moderation.queries.guidelines import check_point
from backend.moderation.queries.reported import Subject, subject_for
from backend.moderation.rules import weighing
from backend.moderation.rules.own import check_not_own
from backend.moderation.service.cases import Opening, open_case, tell
from schemas.words import Origin


@dataclass(frozen=True, slots=True)
class Reported:
    """A report, and whether it is `new`: nobody reports the same twice."""

    report: Report
    new: bool


def report(session: Session, reader: feed.Reader, wanted: Mapping[str, Any]) -> Reported:
    """Report a subject, as schemas.moderation.PostReportSchema says.

    Raises:
        NotFound: when it is gone, or not theirs to read.
        OwnCase: when it is their own.
        Invalid: when the guidelines have no such point.
    """
    kind, subject_id = wanted["subject"], wanted["subject_id"]
    if known := queries.report_of(session, reader.id, kind, subject_id):
        return Reported(known, new=False)
    check_point(session, wanted["guideline"])
    subject = subject_for(session, reader, kind, subject_id)
    check_not_own(subject.author_id, reader.id)
    case = open_case(
        session,
        Opening(
            origin=Origin.REPORT,
            subject=kind,
            subject_id=subject_id,
            author_id=subject.author_id,
            channel_id=subject.channel_id,
            language=subject.language,
            guideline=wanted["guideline"],
        ),
    )
    if known := queries.report_of(session, reader.id, kind, subject_id):  # by their other tab, while this one waited
        return Reported(known, new=False)
    return Reported(_received(session, reader.id, case, subject, wanted), new=True)


def _received(session: Session, by: int, case: Case, subject: Subject, wanted: Mapping[str, Any]) -> Report:
    at = clock.now()
    made = Report(
        case_id=case.id,
        reporter_id=by,
        subject=case.subject,
        subject_id=case.subject_id,
        guideline=wanted["guideline"],
        words=wanted["words"],
        weight=weighing.weight(queries.reporter(session, by, at=at), at=at),
        at=at,
    )
    session.add(made)
    session.flush()
    received = queries.weighed(queries.reports_of(session, case.id))
    case.reports = len(received)
    case.guideline = weighing.top_guideline(received)
    case.urgency = weighing.urgency(received, reach=subject.reach, at=at)
    tell(session, case)
    feed.touch(session, made, on=f"me:{by}")
    return made
