"""What moderation tells the feed."""

from backend.core import feed
from backend.moderation.queries import records, rights
from schemas.moderation import AppealSchema, CaseSchema, DecisionSchema, ReportSchema

feed.stream("moderation", may_open=rights.may_hear_desk, together=True)
feed.carries("moderation", "case", CaseSchema, changed=records.cases_changed)
feed.carries("me", "report", ReportSchema, changed=records.reports_changed)
feed.carries("me", "decision", DecisionSchema, changed=records.decisions_changed)
feed.carries("me", "appeal", AppealSchema, changed=records.appeals_changed)
