"""Shapes of messages: what somebody said, what hangs on it, and how it is read."""

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.base import Id, Input, Line, Moment, Output, QueryWhole, RecordSchema, Text, Whole, Word, check_seen
from schemas.panels import UUID
from schemas.photos import PhotoSchema
from schemas.words import Badge

LONGEST_MESSAGE = 4_000
MOST_PHOTOS = 10
LARGEST_NUMBER = 2**31 - 1
MOST_KEPT = 2_000  # messages on a phone
PAGE, LARGEST_PAGE = 50, 100
WAYS = ("before", "after", "around", "at", "to")


class AuthorSchema(Output):
    """Who said it, as everybody sees them."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    affiliation = fields.String(required=True)
    badges = fields.List(Word(Badge), required=True)


class NamedPersonSchema(Output):
    """Somebody by name."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)


class QuoteSchema(Output):
    """The beginning of what is answered, as it is now; when that was removed, nothing but its number is left."""

    id = fields.Integer(required=True)
    number = fields.Integer(required=True)
    name = fields.String(required=True)
    excerpt = fields.String(required=True)
    photos = fields.Integer(required=True)
    removed = fields.Boolean(required=True)


class MessageSchema(RecordSchema):
    """What somebody said in a channel, the same for everyone who reads it.

    `number` counts in the channel without holes; a removed message keeps its own. `text` is as typed, with mentions
    as `<@12>`; `html` is made of it and clean: p, br, a, strong, em, s, code, pre, blockquote, ul, ol, li, and
    `<span class="mention" data-person="12">`. `corrected`: its author owns up to a mistake, the edit is no polish.
    `root_id` is the message its chain of replies began with, which counts them. `reactions` count by emoji.
    """

    channel_id = fields.Integer(required=True)
    number = fields.Integer(required=True)
    client_id = fields.String(required=True)
    at = Moment(required=True)
    author = fields.Nested(AuthorSchema, required=True)
    text = fields.String(required=True)
    html = fields.String(required=True)
    edited_at = Moment(required=True, allow_none=True)
    corrected = fields.Boolean(required=True)
    reply_to = fields.Nested(QuoteSchema, required=True, allow_none=True)
    root_id = fields.Integer(required=True, allow_none=True)
    replies = fields.Integer(required=True)
    last_reply_at = Moment(required=True, allow_none=True)
    new_here = fields.Boolean(required=True)
    reactions = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    mentions = fields.List(fields.Nested(NamedPersonSchema), required=True)
    photos = fields.List(fields.Nested(PhotoSchema), required=True)


class SentMessageSchema(MessageSchema):
    """What I said. Sent again after it was removed, its text is empty and `removed` says why."""

    removed = fields.Boolean(required=True)


class PostMessageSchema(Input):
    """Say something. The phone makes `client_id` once a message, and sends the same when it sends again.

    Without photos there must be text. `reply_to` is the id of what this answers.
    """

    client_id = Line(36, required=True, validate=[UUID])
    text = Text(LONGEST_MESSAGE, load_default="", validate=[check_seen])
    reply_to = Id(allow_none=True, load_default=None)
    photos = fields.List(Id(), load_default=list, validate=validate.Length(max=MOST_PHOTOS))

    @validates_schema
    def _says_something(self, data: dict[str, object], **_options: object) -> None:
        if not data.get("text") and not data.get("photos"):
            raise ValidationError("Please write something, or add a photo.", "text")


class EditMessageSchema(Input):
    """Say it differently; `corrected` marks that it was wrong before."""

    text = Text(LONGEST_MESSAGE, shortest=1, required=True)
    corrected = fields.Boolean(load_default=False, truthy={True}, falsy={False})


class MessagesQuery(Input):
    """Where to read: messages below or above a number, around one, from a time on, or around the first unread one.

    Without any of these the newest.
    """

    before = QueryWhole(1, LARGEST_NUMBER)
    after = QueryWhole(0, LARGEST_NUMBER)
    around = QueryWhole(1, LARGEST_NUMBER)
    at = Moment()
    to = fields.String(validate=validate.OneOf(["unread"]))
    limit = QueryWhole(1, LARGEST_PAGE, load_default=PAGE)

    @validates_schema
    def _one_way(self, data: dict[str, object], **_options: object) -> None:
        if sum(way in data for way in WAYS) > 1:
            raise ValidationError("Please give one of before, after, around, at, to.", "before")


class ReactionSchema(RecordSchema):
    """What I added to a message."""

    message_id = fields.Integer(required=True)
    channel_id = fields.Integer(required=True)
    emoji = fields.List(fields.String(), required=True)


class MessagesPageSchema(Output):
    """Messages in the order of their numbers: all there are from `first` to `last`; what is missing was removed.

    `last` below `first`: there is nothing there. `newest` is the channel's last number. `head` is its stream's
    number at this moment: what changed since comes with frames above it. `unread` is the first unread message's
    number where that was asked for. `mine` is what I added to these messages.
    """

    messages = fields.List(fields.Nested(MessageSchema), required=True)
    first = fields.Integer(required=True)
    last = fields.Integer(required=True)
    newest = fields.Integer(required=True)
    head = fields.Integer(required=True)
    unread = fields.Integer(required=True, allow_none=True)
    mine = fields.List(fields.Nested(ReactionSchema), required=True)


class ThreadQuery(Input):
    """A chain of replies above a number."""

    after = QueryWhole(0, LARGEST_NUMBER, load_default=0)
    limit = QueryWhole(1, LARGEST_PAGE, load_default=PAGE)


class ThreadSchema(Output):
    """A chain of replies in order, `root` where it began (null when that was removed); `more`: there are further.

    `mine` is what I added to these messages.
    """

    root = fields.Nested(MessageSchema, required=True, allow_none=True)
    messages = fields.List(fields.Nested(MessageSchema), required=True)
    more = fields.Boolean(required=True)
    mine = fields.List(fields.Nested(ReactionSchema), required=True)


class MessageEditSchema(Output):
    """What a message said before it was changed at that time."""

    at = Moment(required=True)
    text = fields.String(required=True)


class ReactorsSchema(Output):
    """Who added an emoji to a message, the first first; at most a hundred are named."""

    emoji = fields.String(required=True)
    count = fields.Integer(required=True)
    people = fields.List(fields.Nested(NamedPersonSchema), required=True)


class ReadSchema(Input):
    """I have read this channel up to this number."""

    number = Whole(0, LARGEST_NUMBER, required=True)


class WholeReactionSchema(Output):
    """What I added to a message, and what everybody did, by emoji."""

    emoji = fields.List(fields.String(), required=True)
    reactions = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class KeptMessagesSchema(Input):
    """What a phone keeps of messages, and asks whether it still may."""

    messages = fields.List(Id(), required=True, validate=validate.Length(max=MOST_KEPT))


class GoneMessagesSchema(Output):
    """Those of them that were removed."""

    messages = fields.List(fields.Integer(), required=True)
