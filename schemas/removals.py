"""Shapes of removals, of what is kept of them, and of the record of all that moderators did."""

from marshmallow import fields

from schemas.base import LARGEST_ID, Id, Input, Line, Moment, Output, QueryWhole, Text, Word
from schemas.chat import NamedPersonSchema
from schemas.guidelines import LONGEST_KEY
from schemas.words import Reportable

LONGEST_TEXT, LONGEST_NOTE, LONGEST_QUERY, LONGEST_ACT = 1_000, 500, 200, 40


class RemoveSchema(Input):
    """Take something away, for which point of the guidelines. `text` is for its author, `note` for moderators."""

    subject = Word(Reportable, required=True)
    subject_id = Id(required=True)
    guideline = Line(LONGEST_KEY, required=True, shortest=1)
    text = Text(LONGEST_TEXT, load_default="")
    note = Text(LONGEST_NOTE, load_default="")


class RemovalSchema(Output):
    """Something that was taken away; it can be looked at and put back until `evidence_until`."""

    id = fields.Integer(required=True)
    subject = Word(Reportable, required=True)
    subject_id = fields.Integer(required=True)
    channel_id = fields.Integer(required=True, allow_none=True)
    author_id = fields.Integer(required=True)
    by = fields.Integer(required=True, allow_none=True)
    at = Moment(required=True)
    guideline = fields.String(required=True)
    note = fields.String(required=True)
    bulk_id = fields.Integer(required=True, allow_none=True)
    evidence_until = Moment(required=True)
    restored_at = Moment(required=True, allow_none=True)
    restored_by = fields.Integer(required=True, allow_none=True)


class KeptEditSchema(Output):
    """What a message said before it was changed at that time."""

    at = Moment(required=True)
    text = fields.String(required=True)


class KeptPhotoSchema(Output):
    """A photo that was removed, and what it showed in words."""

    id = fields.Integer(required=True)
    alt = fields.String(required=True)


class EvidenceSchema(Output):
    """What was removed, for moderators: `said` are its texts by name. That they were looked at is written down."""

    removal = fields.Nested(RemovalSchema, required=True)
    said = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    edits = fields.List(fields.Nested(KeptEditSchema), required=True)
    photos = fields.List(fields.Nested(KeptPhotoSchema), required=True)


class ActSchema(Output):
    """One act of moderation. `by` is null for a rule or the shell; `before` and `after` hold no texts."""

    id = fields.Integer(required=True)
    at = Moment(required=True)
    by = fields.Nested(NamedPersonSchema, required=True, allow_none=True)
    act = fields.String(required=True)
    subject = fields.String(required=True)
    subject_id = fields.Integer(required=True)
    why = fields.String(required=True)
    before = fields.Dict(keys=fields.String(), required=True)
    after = fields.Dict(keys=fields.String(), required=True)


class VerifiedSchema(Output):
    """Whether the acts down to `until_id` are as they were written, each following from the one before it."""

    until_id = fields.Integer(required=True)
    at = Moment(required=True)
    whole = fields.Boolean(required=True)


class ActsPageSchema(Output):
    """Acts, the newest first; `next` is what to ask for `before` for older ones.

    `verified` is about this page and null when only some acts were asked for; `flask fireside audit verify` looks at
    everything.
    """

    acts = fields.List(fields.Nested(ActSchema), required=True)
    next = fields.Integer(required=True, allow_none=True)
    verified = fields.Nested(VerifiedSchema, required=True, allow_none=True)


class ActsQuery(Input):
    """From where on, and acts of one name only."""

    before = QueryWhole(1, LARGEST_ID)
    act = Line(LONGEST_ACT)
