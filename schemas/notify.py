"""Shapes of notices: one thing that concerns one person."""

from marshmallow import fields

from schemas.base import Id, Input, Moment, RecordSchema, Word
from schemas.words import NoticeKind


class NoticeSchema(RecordSchema):
    """Something that concerns me. `text` is a sentence; `about` names what it is about, such as `panel_id`."""

    kind = Word(NoticeKind, required=True)
    at = Moment(required=True)
    text = fields.String(required=True)
    about = fields.Dict(keys=fields.String(), required=True)
    seen_at = Moment(required=True, allow_none=True)


class SeeNoticesSchema(Input):
    """I have seen every notice with an id up to this one."""

    upto = Id(required=True)
