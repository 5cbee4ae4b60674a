"""Frames: how records of a stream reach a client, whether by a page, a catch-up or the live feed."""

from marshmallow import fields

from schemas.base import LARGEST_ID, Input, Output, QueryWhole, RecordSchema


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
