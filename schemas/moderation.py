"""Shapes of moderation as members meet it: reports, what was decided about them, appeals, transparency."""

from marshmallow import fields

from schemas.base import Id, Input, Line, Moment, Output, RecordSchema, Text, Word
from schemas.guidelines import LONGEST_KEY
from schemas.panels import UUID
from schemas.words import Measure, Origin, Reportable

LONGEST_WORDS = 1_000
LONGEST_APPEAL = 2_000


class CaseSchema(RecordSchema):
    """What moderators are asked to decide, as their stream `moderation:1` tells it to all of them.

    It says of nobody's text, whose it is, or where it stands, since each looks after a part: that is in the row.
    `held_id` is what waits for a look, `appeal_id` the appeal. `urgency` is from 0 to 100; `guideline` is what most of
    the reports name. Whoever has `claimed_by` has it until `claimed_until`.
    """

    origin = Word(Origin, required=True)
    subject = Word(Reportable, required=True)
    held_id = fields.Integer(required=True, allow_none=True)
    appeal_id = fields.Integer(required=True, allow_none=True)
    guideline = fields.String(required=True)
    reports = fields.Integer(required=True)
    urgency = fields.Integer(required=True)
    opened_at = Moment(required=True)
    claimed_by = fields.Integer(required=True, allow_none=True)
    claimed_until = Moment(required=True, allow_none=True)
    decided_at = Moment(required=True, allow_none=True)
    decision_id = fields.Integer(required=True, allow_none=True)


class ReportSchema(RecordSchema):
    """My report of something. `helped`, once it is decided: something was done about it."""

    subject = Word(Reportable, required=True)
    subject_id = fields.Integer(required=True)
    guideline = fields.String(required=True)
    words = fields.String(required=True)
    at = Moment(required=True)
    decided_at = Moment(required=True, allow_none=True)
    helped = fields.Boolean(required=True, allow_none=True)


class DecisionSchema(RecordSchema):
    """What was decided about me, and why: `guideline` is a point's key in that `edition` of the guidelines.

    I may appeal once, until `appeal_until` (null: not at all). `restriction_id` is what I may not do for a while,
    `removal_id` what was taken away. When an appeal was granted, all of it was put back at `overturned_at`. Never
    holds what was said.
    """

    measure = Word(Measure, required=True)
    subject = Word(Reportable, required=True)
    subject_id = fields.Integer(required=True)
    channel_id = fields.Integer(required=True, allow_none=True)
    at = Moment(required=True)
    guideline = fields.String(required=True)
    edition = fields.Integer(required=True)
    text = fields.String(required=True)
    removal_id = fields.Integer(required=True, allow_none=True)
    restriction_id = fields.Integer(required=True, allow_none=True)
    appeal_until = Moment(required=True, allow_none=True)
    overturned_at = Moment(required=True, allow_none=True)


class AppealSchema(RecordSchema):
    """What I said against a decision about me, and what became of it; `answer` is a moderator's."""

    decision_id = fields.Integer(required=True)
    words = fields.String(required=True)
    at = Moment(required=True)
    decided_at = Moment(required=True, allow_none=True)
    granted = fields.Boolean(required=True, allow_none=True)
    answer = fields.String(required=True)


class MyDecisionSchema(DecisionSchema):
    """A decision about me with my appeal, null before I made any."""

    appeal = fields.Nested(AppealSchema, required=True, allow_none=True)


class PostReportSchema(Input):
    """Tell the moderators of something; `guideline` is the key of a point of the guidelines.

    The phone makes `client_id` once a report. Nobody reports the same twice: that answers with the first report.
    """

    subject = Word(Reportable, required=True)
    subject_id = Id(required=True)
    guideline = Line(LONGEST_KEY, shortest=1, required=True)
    words = Text(LONGEST_WORDS, load_default="")
    client_id = Line(36, required=True, validate=[UUID])


class PostAppealSchema(Input):
    """I think that this was decided wrongly, and why."""

    words = Text(LONGEST_APPEAL, shortest=1, required=True)


class TallySchema(Output):
    """How often something was; null for fewer than five, which could point at somebody."""

    what = fields.String(required=True)
    count = fields.Integer(required=True, allow_none=True)


class TransparencySchema(Output):
    """What moderation did from `since` (null: from the beginning) to `until` (null: until now), without names.

    `measures` and `guidelines` count the decisions by what was decided, and by the point it was for. `median_minutes`
    is the time from a case's opening to its decision; `by_rules` the part of the decisions, in per cent, whose case an
    automatic rule opened. Null where there was nothing.
    """

    since = Moment(required=True, allow_none=True)
    until = Moment(required=True, allow_none=True)
    reports = fields.Integer(required=True)
    decisions = fields.Integer(required=True)
    measures = fields.List(fields.Nested(TallySchema), required=True)
    guidelines = fields.List(fields.Nested(TallySchema), required=True)
    median_minutes = fields.Integer(required=True, allow_none=True)
    by_rules = fields.Integer(required=True, allow_none=True)
    appeals = fields.Integer(required=True)
    granted = fields.Integer(required=True)
