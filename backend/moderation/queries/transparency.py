"""What moderation did at an edition, for everybody to see: counts and no names, and small counts not at all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from backend.meetings import queries as meetings
from backend.meetings.models import Meeting
from backend.moderation.models import Appeal, Case, Decision, Report
from backend.moderation.queries.moderators import ANSWERS, median_minutes
from schemas.words import Origin

FEW = 5  # fewer could point at somebody


def transparency(session: Session, slug: str) -> dict[str, Any]:
    """What moderation did since the edition before ended, until this one did (schemas.moderation.TransparencySchema).

    The newest edition goes on until the next one is made.

    Raises:
        NotFound: when there is no such meeting.
    """
    since, until = span_of(meetings.meeting(session, slug), meetings.all_meetings(session))
    decided = select(Decision.measure, Decision.guideline, Case.opened_at, Case.origin, Case.rule_id, Decision.at)
    decided = decided.outerjoin(Case, Case.id == Decision.case_id)
    found = session.execute(decided.where(*_within(Decision.at, since, until), Decision.measure.not_in(ANSWERS))).all()
    answers = session.scalars(select(Appeal.granted).where(*_within(Appeal.at, since, until))).all()
    by_rules = sum(row.origin is Origin.RULE or row.rule_id is not None for row in found)
    return {
        "since": since,
        "until": until,
        "reports": _count(session, Report.id, _within(Report.at, since, until)),
        "decisions": len(found),
        "measures": _tally(row.measure.value for row in found),
        "guidelines": _tally(row.guideline for row in found if row.guideline),
        "median_minutes": median_minutes([(row.opened_at, row.at) for row in found if row.opened_at]),
        "by_rules": round(100 * by_rules / len(found)) if found else None,
        "appeals": len(answers),
        "granted": sum(map(bool, answers)),
    }


def span_of(meeting: Meeting, editions: Sequence[Meeting]) -> tuple[datetime | None, datetime | None]:
    """From when on and until when an edition is counted; None is from the beginning, and until now."""
    earlier = [one for one in editions if one.ends_on < meeting.ends_on]
    later = [one for one in editions if one.ends_on > meeting.ends_on]
    since = _end(max(earlier, key=lambda one: one.ends_on)) if earlier else None
    return since, _end(meeting) if later else None


def _end(meeting: Meeting) -> datetime:
    midnight = datetime.combine(meeting.ends_on + timedelta(days=1), time(), ZoneInfo(meeting.timezone))
    return midnight.astimezone(UTC)


def _within(column: Any, since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    return [*([column >= since] if since else []), *([column < until] if until else [])]


def _count(session: Session, column: Any, where: Sequence[ColumnElement[bool]]) -> int:
    return session.execute(select(func.count(column)).where(*where)).scalar_one()


def _tally(words: Iterable[str]) -> list[dict[str, Any]]:
    """The most frequent first; those too few to be told come last, so that their order tells nothing."""
    counts = [(what, count if count >= FEW else None) for what, count in Counter(words).items()]
    ordered = sorted(counts, key=lambda pair: (-(pair[1] or 0), pair[0]))
    return [{"what": what, "count": count} for what, count in ordered]
