"""Shapes of taking many messages away together."""

from marshmallow import ValidationError, fields, validates_schema

from schemas.base import Id, Input, Line, Moment, Output, Text, Whole
from schemas.chat import NamedPersonSchema
from schemas.door import FoundPersonSchema
from schemas.guidelines import LONGEST_KEY
from schemas.removals import LONGEST_NOTE, LONGEST_QUERY, LONGEST_TEXT

MOST = 1_000_000


class WantedSchema(Input):
    """Everything by a person, or that holds these words, or both; in one channel, in a span."""

    person_id = Id(load_default=None, allow_none=True)
    query = Line(LONGEST_QUERY, load_default="")
    channel_id = Id(load_default=None, allow_none=True)
    since = Moment(load_default=None, allow_none=True)
    until = Moment(load_default=None, allow_none=True)

    @validates_schema
    def _names_something(self, data: dict[str, object], **_options: object) -> None:
        if not data.get("person_id") and not data.get("query"):
            raise ValidationError("Please say whose messages, or with which words.", "query")


class BulkMessageSchema(Output):
    """A message that would be taken away, in short."""

    id = fields.Integer(required=True)
    channel_id = fields.Integer(required=True)
    channel = fields.String(required=True)
    author = fields.Nested(NamedPersonSchema, required=True)
    at = Moment(required=True)
    excerpt = fields.String(required=True)


class BulkPreviewSchema(Output):
    """How many messages would be taken away, and the newest of them."""

    count = fields.Integer(required=True)
    messages = fields.List(fields.Nested(BulkMessageSchema), required=True)


class PeopleFoundSchema(Output):
    """Whose messages could be taken away."""

    people = fields.List(fields.Nested(FoundPersonSchema), required=True)


class BulkRemoveSchema(Input):
    """Take away what was looked at (`same`); `count` is how many the preview told.

    `bulk_id` goes on with one begun, of the same; `count` is then what it told to be left.
    """

    same = fields.Nested(WantedSchema, required=True)
    guideline = Line(LONGEST_KEY, required=True, shortest=1)
    text = Text(LONGEST_TEXT, load_default="")
    note = Text(LONGEST_NOTE, load_default="")
    count = Whole(0, MOST, required=True)
    bulk_id = Id(load_default=None, allow_none=True)


class BulkSchema(Output):
    """Many messages that were taken away as one event: `count` so far.

    `left` is how many it has still to take away, or once it is taken back, to put back. While it is not 0, ask again.
    `person` is whose they are, where that was asked for.
    """

    id = fields.Integer(required=True)
    by = fields.Nested(NamedPersonSchema, required=True, allow_none=True)
    at = Moment(required=True)
    wanted = fields.Dict(keys=fields.String(), required=True)
    person = fields.Nested(NamedPersonSchema, required=True, allow_none=True)
    guideline = fields.String(required=True)
    count = fields.Integer(required=True)
    left = fields.Integer(required=True)
    restored_at = Moment(required=True, allow_none=True)


class BulksSchema(Output):
    """The newest bulks; what is left to take away is told of the reader's own."""

    bulks = fields.List(fields.Nested(BulkSchema), required=True)
