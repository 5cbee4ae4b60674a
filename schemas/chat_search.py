"""Shapes of search in chat, and of the digest of what was missed."""

from marshmallow import fields, validate

from schemas.base import Day, Input, Line, Output, QueryWhole, Word
from schemas.chat import LARGEST_NUMBER, MessageSchema, NamedPersonSchema
from schemas.words import ChannelKind

LARGEST_ID = 2**53 - 1
CURSOR = validate.Regexp(r"[0-9]{1,19}\Z", error="This is no cursor of ours.")


class ChatSearchQuery(Input):
    """Words, and what narrows them: a channel, who said it, days (UTC, both included), an edition's weeks.

    `before` is the `next` of the page before.
    """

    q = Line(200, shortest=1, required=True)
    channel = QueryWhole(1, LARGEST_ID)
    person = QueryWhole(1, LARGEST_ID)
    since = Day()
    until = Day()
    meeting = Line(80, shortest=1)
    before = fields.String(validate=CURSOR)


class PartSchema(Output):
    """A piece of a text; `marked`: it holds a searched word."""

    text = fields.String(required=True)
    marked = fields.Boolean(required=True)


class FoundInSchema(Output):
    """The channel in which something was found."""

    id = fields.Integer(required=True)
    title = fields.String(required=True)
    kind = Word(ChannelKind, required=True)


class FoundMessageSchema(Output):
    """A message that was found: `parts` is its text round the match, with one message `before` and `after` it."""

    message = fields.Nested(MessageSchema, required=True)
    channel = fields.Nested(FoundInSchema, required=True)
    parts = fields.List(fields.Nested(PartSchema), required=True)
    before = fields.Nested(MessageSchema, required=True, allow_none=True)
    after = fields.Nested(MessageSchema, required=True, allow_none=True)


class FoundMessagesSchema(Output):
    """What was found, newest first; a page may be short or empty and yet have a `next`."""

    found = fields.List(fields.Nested(FoundMessageSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class DigestQuery(Input):
    """What happened since this number, as a rule the last one I have read."""

    since = QueryWhole(0, LARGEST_NUMBER, required=True)


class AnsweredSchema(Output):
    """A question to the channel's panel that was answered."""

    id = fields.Integer(required=True)
    text = fields.String(required=True)


class ComingInSchema(Output):
    """How many joined, and the latest of them."""

    count = fields.Integer(required=True)
    people = fields.List(fields.Nested(NamedPersonSchema), required=True)


class DigestSchema(Output):
    """What mattered: most replied to, most reacted to, the panel's answered questions, who joined.

    `messages` is how many were written; of more than twenty thousand only the latest are looked through.
    """

    since = fields.Integer(required=True)
    last = fields.Integer(required=True)
    messages = fields.Integer(required=True)
    replied = fields.List(fields.Nested(MessageSchema), required=True)
    reacted = fields.List(fields.Nested(MessageSchema), required=True)
    answered = fields.List(fields.Nested(AnsweredSchema), required=True)
    joined = fields.Nested(ComingInSchema, required=True)


class ExportChannelSchema(Input):
    """Why a conversation is taken out; it is kept in the history."""

    reason = Line(300, shortest=3, required=True)
