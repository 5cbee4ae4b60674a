"""Doors for everybody: reporting, what came of it, what was decided about oneself, and appealing."""

from collections.abc import Sequence
from typing import Any

from backend.core import db, limits
from backend.core.http import Blueprint
from backend.moderation.models import Appeal, Report
from backend.moderation.queries import past
from backend.moderation.service import appealing, reporting
from backend.people.signed_in import Reader, member, signed_in
from schemas import moderation as shapes

MOST_REPORTS = "30 per hour"
MOST_APPEALS = "20 per day"

reports = Blueprint("reports", url_prefix="/api", description="Reports, decisions about oneself, and appeals")


@reports.post("/reports")
@reports.response(201, shapes.ReportSchema)
@reports.or_response(200, shapes.ReportSchema, description="I reported it before")
@member
@reports.arguments(shapes.PostReportSchema)
def post_report(reader: Reader, wanted: dict[str, Any]) -> tuple[Report, int]:
    """Tell the moderators of something; nothing is taken away by that alone."""
    limits.spend(MOST_REPORTS, "report", str(reader.id))
    with db.writing() as session:
        reported = reporting.report(session, reader, wanted)
    return reported.report, 201 if reported.new else 200


@reports.get("/me/reports")
@reports.response(200, shapes.ReportSchema(many=True))
@signed_in
def my_reports(reader: Reader) -> Sequence[Report]:
    """What I reported, and what came of it, the newest first."""
    with db.reading() as session:
        return past.my_reports(session, reader.id)


@reports.get("/me/decisions")
@reports.response(200, shapes.MyDecisionSchema(many=True))
@signed_in
def my_decisions(reader: Reader) -> list[dict[str, Any]]:
    """What was decided about me, the newest first."""
    with db.reading() as session:
        return past.my_decisions(session, reader.id)


@reports.post("/decisions/<int:decision_id>/appeal")
@reports.response(201, shapes.AppealSchema)
@signed_in
@reports.arguments(shapes.PostAppealSchema)
def appeal(reader: Reader, said: dict[str, str], decision_id: int) -> Appeal:
    """Appeal against a decision about me, once; whoever decides is somebody else. Restricted people may, too."""
    limits.spend(MOST_APPEALS, "appeal", str(reader.id))
    with db.writing() as session:
        return appealing.appeal(session, reader.id, decision_id, said["words"])
