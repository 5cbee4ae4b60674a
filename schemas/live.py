"""Frames: how records of a stream reach a client, whether by a page, a catch-up or the live feed.

And the events of the socket: what a client may say there (inputs), and what it hears.
"""

from marshmallow import fields, validate

from schemas.base import LARGEST_ID, Input, Line, Output, QueryWhole, RecordSchema, Whole, Word
from schemas.errors import ProblemSchema
from schemas.words import RefusalCode

LONGEST_STREAM = 80


class SinceQuery(Input):
    """The stream's number that the client already has; 0 asks for everything."""

    since = QueryWhole(0, LARGEST_ID, load_default=0)


class TombstoneSchema(Output):
    """What is left of a removed record."""

    id = fields.Integer(required=True)
    rev = fields.Integer(required=True)
    removed = fields.Constant(True, required=True)


class Records(fields.List[object]):
    """A frame's records of one kind; each may be a tombstone instead."""

    def __init__(self, schema: type[RecordSchema]) -> None:
        super().__init__(fields.Nested(schema))
        self.record = schema


class FrameSchema(Output):
    """The changes of `stream` after `since` up to `head`. With `reset` it is all there is: forget the rest."""

    stream = fields.String(required=True)
    since = fields.Integer(required=True)
    head = fields.Integer(required=True)
    reset = fields.Boolean(required=True)


class OpenSchema(Input):
    """Let me hear this stream, of which I know all up to `since`."""

    stream = Line(LONGEST_STREAM, required=True)
    since = Whole(0, LARGEST_ID, load_default=0)


class CloseSchema(Input):
    """I no longer want to hear this stream."""

    stream = Line(LONGEST_STREAM, required=True)


class TypeSchema(Input):
    """I am typing here."""

    stream = Line(LONGEST_STREAM, required=True)


class RefusedSchema(Output):
    """The answer to what was refused: the problem as the HTTP API tells it."""

    ok = fields.Boolean(required=True, validate=validate.OneOf([False]))
    problem = fields.Nested(ProblemSchema, required=True)


class ClosedSchema(Output):
    """The stream is closed."""

    ok = fields.Boolean(required=True, validate=validate.OneOf([True]))


class OutSchema(Output):
    """You were put out of this stream: keep nothing of it that was yours alone to see."""

    stream = fields.String(required=True)
    code = Word(RefusalCode, required=True)


class PresenceSchema(Output):
    """About how many people hear this stream; the number moves in steps and stops at the last."""

    stream = fields.String(required=True)
    people = fields.Integer(required=True)


class TypingSchema(Output):
    """Somebody is typing here."""

    stream = fields.String(required=True)
    person = fields.Integer(required=True)


class ReturnSchema(Output):
    """The server goes away: disconnect, and come back after so many milliseconds."""

    after_ms = fields.Integer(required=True)
