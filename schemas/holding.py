"""Shapes of what waits for a look, and of what moderators turn in a channel."""

from marshmallow import fields

from schemas.base import Input, Moment, Output, RecordSchema, Whole, Word
from schemas.photos import PhotoSchema
from schemas.words import HeldState, Holding

SLOWEST = 24 * 60 * 60  # seconds between two messages of one person


class HeldSchema(RecordSchema):
    """A message of mine, or the new words of one (`message_id`), that waits for a look before others read it.

    `text` is as typed and empty once it no longer waits, and then there are no `photos`. `published_id` is the message
    it became; it has the same `client_id`. What I withdrew is removed.
    """

    channel_id = fields.Integer(required=True)
    client_id = fields.String(required=True)
    message_id = fields.Integer(required=True, allow_none=True)
    text = fields.String(required=True)
    corrected = fields.Boolean(required=True)
    reply_to_id = fields.Integer(required=True, allow_none=True)
    photos = fields.List(fields.Nested(PhotoSchema), required=True)
    at = Moment(required=True)
    state = Word(HeldState, required=True)
    decided_at = Moment(required=True, allow_none=True)
    published_id = fields.Integer(required=True, allow_none=True)


class ModerateChannelSchema(Input):
    """Turn what is sent: seconds between two messages of one person (0: none), a lock, whose messages wait."""

    slow_seconds = Whole(0, SLOWEST)
    locked = fields.Boolean(truthy={True}, falsy={False})
    holding = Word(Holding)


class HoldEverywhereSchema(Input):
    """Whose messages wait for a look in every channel."""

    holding = Word(Holding, required=True)


class HoldingSchema(Output):
    """Whose messages wait for a look in every channel.

    `holding` is what was set, `in_force` what holds now: it may differ while moderators are away. `waiting` is how
    many messages wait for a look.
    """

    holding = Word(Holding, required=True)
    in_force = Word(Holding, required=True)
    waiting = fields.Integer(required=True)
