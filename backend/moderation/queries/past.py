"""What is known around a case: who reported, what moderators told each other, and the author's past here."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel, Message
from backend.core import clock
from backend.moderation.models import Appeal, CaseNote, Decision, Report, Strike
from backend.moderation.queries import outcomes
from backend.moderation.queries.cases import reports_of
from backend.people import queries as people
from backend.people.queries.restrictions import restrictions_of

MINE = 200  # of one's own reports and decisions, the newest


def reports_on(session: Session, case_id: int) -> list[dict[str, Any]]:
    """The reports of a case (schemas.desk.ReceivedReportSchema), the first first."""
    found = reports_of(session, case_id)
    names = people.names_of(session, {report.reporter_id for report in found})
    columns = ("id", "at", "guideline", "words", "weight")
    return [
        {name: getattr(report, name) for name in columns} | {"by": _named(report.reporter_id, names)}
        for report in found
    ]


def notes_on(session: Session, case_id: int) -> list[dict[str, Any]]:
    """What moderators told each other about a case (schemas.desk.CaseNoteSchema), the first first."""
    found = session.scalars(select(CaseNote).where(CaseNote.case_id == case_id).order_by(CaseNote.id)).all()
    names = people.names_of(session, {note.person_id for note in found})
    return [{"id": note.id, "at": note.at, "text": note.text, "by": _named(note.person_id, names)} for note in found]


def _named(person_id: int, names: dict[int, str]) -> dict[str, Any]:
    return {"id": person_id, "name": names.get(person_id, "")}


def of_author(session: Session, person_id: int) -> dict[str, Any]:
    """What is known of a person here (schemas.desk.PastOfAuthorSchema)."""
    written = select(func.count()).where(Message.author_id == person_id, Message.removed_at.is_(None))
    return {
        "joined_at": people.person(session, person_id).joined_at,
        "messages": session.execute(written).scalar_one(),
        "strikes": _strikes(session, person_id),
        "decisions": outcomes.about(session, person_id),
        "restrictions": _restrictions(session, person_id),
    }


def _strikes(session: Session, person_id: int) -> list[dict[str, Any]]:
    """What counts against a person now; what has faded does not."""
    theirs = select(Strike.decision_id, Strike.at, Strike.fades_at, Decision.guideline)
    theirs = theirs.join(Decision, Decision.id == Strike.decision_id)
    theirs = theirs.where(Strike.person_id == person_id, Strike.fades_at > clock.now())
    return [row._asdict() for row in session.execute(theirs.order_by(Strike.id.desc()))]


def _restrictions(session: Session, person_id: int) -> list[dict[str, Any]]:
    found = restrictions_of(session, person_id)
    theirs = select(Channel.id, Channel.title).where(
        Channel.id.in_([one.channel_id for one in found if one.channel_id])
    )
    titles = {row.id: row.title for row in session.execute(theirs)}
    columns = ("id", "kind", "channel_id", "since", "until", "guideline")
    return [
        {name: getattr(one, name) for name in columns} | {"channel": titles.get(one.channel_id or 0)} for one in found
    ]


def _titles() -> Select[int, str]:
    return select(Channel.id, Channel.title)


def my_reports(session: Session, person_id: int) -> Sequence[Report]:
    """What a person reported, the newest first."""
    theirs = select(Report).where(Report.reporter_id == person_id)
    return session.scalars(theirs.order_by(Report.id.desc()).limit(MINE)).all()


def my_decisions(session: Session, person_id: int) -> list[dict[str, Any]]:
    """What was decided about a person and told them (schemas.moderation.MyDecisionSchema), the newest first."""
    theirs = select(Decision, Appeal).outerjoin(Appeal, Appeal.decision_id == Decision.id)
    theirs = theirs.where(Decision.person_id == person_id, Decision.appeal_until.is_not(None))
    rows = session.execute(theirs.order_by(Decision.id.desc()).limit(MINE)).all()
    columns = [column.key for column in Decision.__table__.columns]
    return [{name: getattr(told, name) for name in columns} | {"appeal": appeal} for told, appeal in rows]
