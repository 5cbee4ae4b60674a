"""Shapes of channels, who belongs to them, and what chat knows of a person."""

from marshmallow import fields

from schemas.base import Moment, RecordSchema, Word
from schemas.words import Access, ChannelKind, ChannelState, Level, Posting, RequestState


class ChannelSchema(RecordSchema):
    """A conversation; this is told on its stream. What moves with every message comes with lists (ListedChannel).

    `featured_id` is the message pinned on top, null for the guidelines.
    """

    kind = Word(ChannelKind, required=True)
    title = fields.String(required=True)
    purpose = fields.String(required=True)
    guidelines = fields.String(required=True)
    language = fields.String(required=True)
    access = Word(Access, required=True)
    posting = Word(Posting, required=True)
    state = Word(ChannelState, required=True)
    meeting_id = fields.Integer(required=True, allow_none=True)
    session_id = fields.Integer(required=True, allow_none=True)
    panel_id = fields.Integer(required=True, allow_none=True)
    opens_at = Moment(required=True, allow_none=True)
    read_only_at = Moment(required=True, allow_none=True)
    archived_at = Moment(required=True, allow_none=True)
    featured_id = fields.Integer(required=True, allow_none=True)


class MembershipSchema(RecordSchema):
    """Me in a channel. What I have not read is its last number less `read_number`, which only moves forward."""

    channel_id = fields.Integer(required=True)
    joined_at = Moment(required=True)
    left_at = Moment(required=True, allow_none=True)
    level = Word(Level, required=True)
    muted_until = Moment(required=True, allow_none=True)
    read_number = fields.Integer(required=True)
    mentions = fields.Integer(required=True)
    request = Word(RequestState, required=True, allow_none=True)


class BlockSchema(RecordSchema):
    """Somebody of whom I do not want to hear."""

    person_id = fields.Integer(required=True, attribute="blocked_id")


class ChatterSchema(RecordSchema):
    """What chat knows of me: the guidelines I accepted, and my first messages, which are marked as new here."""

    accepted_at = Moment(required=True, allow_none=True)
    accepted_version = fields.Integer(required=True)
    messages = fields.Integer(required=True)
    first_at = Moment(required=True, allow_none=True)
