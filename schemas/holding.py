"""Shapes of what waits for a look, and of what moderators turn in a channel."""

from marshmallow import fields, validate

from schemas.base import Id, Input, Line, Moment, Output, RecordSchema, Text, Whole, Word
from schemas.guidelines import LONGEST_KEY
from schemas.photos import PhotoSchema
from schemas.removals import LONGEST_TEXT
from schemas.words import HeldState, Holding, Measure

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


class HeldTogetherSchema(Input):
    """What of all that waits is decided together: somebody's, in a channel, in a span that ends at `until`."""

    person_id = Id(load_default=None, allow_none=True)
    channel_id = Id(load_default=None, allow_none=True)
    since = Moment(load_default=None, allow_none=True)
    until = Moment(required=True)


class DecideHeldSchema(Input):
    """Publish all of it, or withhold it: then with the point it is for, and what its authors are told."""

    same = fields.Nested(HeldTogetherSchema, required=True)
    measure = Word(Measure, required=True, validate=validate.OneOf([Measure.PUBLISHED, Measure.WITHHELD]))
    guideline = Line(LONGEST_KEY, load_default="")
    text = Text(LONGEST_TEXT, load_default="")


class DecidedTogetherSchema(Output):
    """How many were decided now, and how many of them are `left`: while that is not 0, ask again."""

    count = fields.Integer(required=True)
    left = fields.Integer(required=True)
