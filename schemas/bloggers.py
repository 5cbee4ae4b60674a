"""Shapes of bloggers: who blogs at a meeting, what they wrote last, lists of blogs, applications."""

from marshmallow import fields, validate

from schemas.base import Id, Input, Line, Moment, Output, RecordSchema, Text, Upload, WebAddress, Word
from schemas.words import Decision

NAME, SHORT = 200, 300
MOST_ON_A_PANEL = 20


class PostSchema(Output):
    """Something a blogger wrote; `url` is empty where the feed gives no address that may be opened."""

    title = fields.String(required=True)
    url = fields.String(required=True)
    at = fields.String(required=True, metadata={"format": "date-time"})


class WholePostSchema(PostSchema):
    """A post with its first words."""

    excerpt = fields.String(required=True)


class BloggerSchema(RecordSchema):
    """Somebody with a blog at a meeting and their newest posts; `person_id` where they are a member here."""

    name = fields.String(required=True)
    headline = fields.String(required=True)
    person_id = fields.Integer(required=True, allow_none=True)
    blog_title = fields.String(required=True)
    blog_url = fields.String(required=True)
    feed_url = fields.String(required=True)
    posts = fields.List(fields.Nested(PostSchema), required=True)


class AddBloggerSchema(Input):
    """Add somebody to a meeting's blogroll. Of page and feed one address is enough: a page names its feed."""

    name = Line(NAME, required=True, shortest=2)
    headline = Line(SHORT, load_default="")
    person_id = Id(load_default=None, allow_none=True)
    blog_url = WebAddress(load_default="")
    feed_url = WebAddress(load_default="")


class ChangeBloggerSchema(Input):
    """Change somebody on the blogroll; only the fields that are sent are changed."""

    name = Line(NAME, shortest=2)
    headline = Line(SHORT)
    blog_url = WebAddress()
    feed_url = WebAddress()


class ReadingSchema(Output):
    """How the reading of a blogger's blog goes; `due_at` is null when it is not read again."""

    blogger_id = fields.Integer(required=True)
    url = fields.String(required=True)
    asked_at = Moment(required=True, allow_none=True)
    answered_at = Moment(required=True, allow_none=True)
    due_at = Moment(required=True, allow_none=True)
    failures = fields.Integer(required=True)
    trouble = fields.String(required=True)


class LookAtBlogSchema(Input):
    """Look at a blog by the address of its page or feed."""

    url = WebAddress(required=True, shortest=1)


class FoundBlogSchema(Output):
    """What an address tells of a blog; `feed_url` is empty when the page names no feed."""

    title = fields.String(required=True)
    blog_url = fields.String(required=True)
    feed_url = fields.String(required=True)


class PanelBloggersSchema(Input):
    """Who is on the panel, in the order they are shown."""

    blogger_ids = fields.List(Id(), required=True, validate=validate.Length(max=MOST_ON_A_PANEL))


class ApplySchema(Input):
    """I would like to be on a panel: this one, or with `panel_id` null any of the meeting's.

    `client_id` is a UUID of the app's own; sending the same one again changes nothing.
    """

    client_id = Line(36, required=True, shortest=8)
    panel_id = Id(required=True, allow_none=True)
    blog_url = WebAddress(required=True, shortest=1)
    feed_url = WebAddress(load_default="")
    pitch = Text(1000, required=True, shortest=10)


class ApplicationSchema(RecordSchema):
    """My application to be on a panel; `panel_id` null is any. `note` is what its hosts answered."""

    meeting_id = fields.Integer(required=True)
    panel_id = fields.Integer(required=True, allow_none=True)
    blog_url = fields.String(required=True)
    feed_url = fields.String(required=True)
    pitch = fields.String(required=True)
    decision = Word(Decision, required=True)
    note = fields.String(required=True)
    made_at = Moment(required=True)
    decided_at = Moment(required=True, allow_none=True)


class ReceivedApplicationSchema(ApplicationSchema):
    """An application as hosts see it, with who made it."""

    person_id = fields.Integer(required=True)
    name = fields.String(required=True)
    headline = fields.String(required=True)
    affiliation = fields.String(required=True)


class DecideSchema(Input):
    """Accept or decline; `panel_id` says on which panel whoever would join any shall be."""

    accept = fields.Boolean(required=True)
    note = Text(500, load_default="")
    panel_id = Id(load_default=None, allow_none=True)


class BlogrollForm(Input):
    """How to take in a list of blogs: `write` false only shows what would change."""

    write = fields.Boolean(load_default=False)


class BlogrollFile(Input):
    """The list, as OPML."""

    file = Upload()


class BlogrollLineSchema(Output):
    """A blog of the list; when it is `known`, under whose name."""

    name = fields.String(required=True)
    blog_url = fields.String(required=True)
    feed_url = fields.String(required=True)
    known = fields.Boolean(required=True)
    as_name = fields.String(required=True)


class BlogrollReportSchema(Output):
    """What taking in a list of blogs adds; `written` tells the preview from the deed."""

    written = fields.Boolean(required=True)
    outlines = fields.Integer(required=True)
    added = fields.Integer(required=True)
    known = fields.Integer(required=True)
    lines = fields.List(fields.Nested(BlogrollLineSchema), required=True)
    warnings = fields.List(fields.String(), required=True)
