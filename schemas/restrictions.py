"""Shapes of what a person may not do for a while."""

from marshmallow import fields

from schemas.base import Moment, RecordSchema, Word
from schemas.words import RestrictionKind


class RestrictionSchema(RecordSchema):
    """What I may not do: everywhere without `channel_id`, and without `until` until it is lifted.

    `guideline` is the key of the point it is for, `text` what moderators say to me about it. It ends by itself when
    `until` has passed; one that is lifted is removed.
    """

    kind = Word(RestrictionKind, required=True)
    channel_id = fields.Integer(required=True, allow_none=True)
    since = Moment(required=True)
    until = Moment(required=True, allow_none=True)
    guideline = fields.String(required=True)
    text = fields.String(required=True)
    decision_id = fields.Integer(required=True, allow_none=True)
