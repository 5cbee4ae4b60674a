"""Shapes of questions to a panel: what everybody sees, what is mine, and what only the panel's hosts see."""

from marshmallow import fields, validate

from schemas.base import Id, Input, Moment, Output, RecordSchema, Text, Word
from schemas.live import FrameSchema, Records
from schemas.words import QuestionState

SHORTEST, LONGEST = 3, 280
SETTABLE = (QuestionState.OPEN, QuestionState.ANSWERING, QuestionState.ANSWERED)


class AskQuestionSchema(Input):
    """A question to the panel. `anonymous`: nobody but the panel's hosts sees who asks."""

    client_id = fields.UUID(required=True)
    text = Text(LONGEST, required=True, shortest=SHORTEST)
    anonymous = fields.Boolean(load_default=False)


class SetVoteSchema(Input):
    """I want this question answered, or no longer."""

    client_id = fields.UUID(required=True)
    voted = fields.Boolean(required=True)


class ChangeQuestionSchema(Input):
    """What a host says of a question: being answered (one at a time), answered, open again; hidden or shown."""

    state = Word(QuestionState, validate=validate.OneOf(SETTABLE))
    hidden = fields.Boolean()


class MergeQuestionSchema(Input):
    """Another question of the same panel that asks the same, and stays."""

    into = Id(required=True)


class QuestionSchema(RecordSchema):
    """A question as everybody sees it; `asker_id` and `asker` are null when it was put without a name.

    `merged` is how many others that asked the same are in it, with their votes.
    """

    panel_id = fields.Integer(required=True)
    text = fields.String(required=True)
    asker_id = fields.Integer(required=True, allow_none=True, attribute="signed_by_id")
    asker = fields.String(required=True, allow_none=True, attribute="signed_by.name", dump_default=None)
    state = Word(QuestionState, required=True)
    votes = fields.Integer(required=True)
    merged = fields.Integer(required=True)
    asked_at = Moment(required=True)
    picked_at = Moment(required=True, allow_none=True)
    answered_at = Moment(required=True, allow_none=True)


class VoteSchema(RecordSchema):
    """What a question is to me: whether I want it answered, and whether I asked it."""

    panel_id = fields.Integer(required=True)
    question_id = fields.Integer(required=True)
    voted = fields.Boolean(required=True)
    asked = fields.Boolean(required=True)


class AskerSchema(RecordSchema):
    """Who asked a question, for the panel's hosts; the record's id is the question's. Hidden ones are here alone."""

    panel_id = fields.Integer(required=True)
    person_id = fields.Integer(required=True)
    name = fields.String(required=True, attribute="person.name")
    affiliation = fields.String(required=True, attribute="person.affiliation")
    anonymous = fields.Boolean(required=True)
    text = fields.String(required=True, attribute="question.text")
    merged_into = fields.Integer(required=True, allow_none=True, attribute="question.merged_into_id")
    hidden_at = Moment(required=True, allow_none=True)


class MyQuestionSchema(Output):
    """A question and what it is to me, as both are now; after a merge it is the one that stayed."""

    question = fields.Nested(QuestionSchema, required=True)
    vote = fields.Nested(VoteSchema, required=True)


class QuestionRecordsSchema(Output):
    """The records of `panel:<id>` by kind."""

    question = Records(QuestionSchema)


class QuestionFrameSchema(FrameSchema):
    """A frame of `panel:<id>`."""

    records = fields.Nested(QuestionRecordsSchema, required=True)


class AskerRecordsSchema(Output):
    """The records of `hosts:<panel>` by kind."""

    asker = Records(AskerSchema)


class AskerFrameSchema(FrameSchema):
    """A frame of `hosts:<panel>`."""

    records = fields.Nested(AskerRecordsSchema, required=True)
