"""Shapes of meetings, rooms and registrations."""

from marshmallow import fields, validate

from schemas.base import Day, Input, Line, Moment, Output, RecordSchema, Text, Upload, WebAddress, Whole, Word
from schemas.people import CommunitySchema, MeSchema, PageQuery
from schemas.words import Phase

SLUG = validate.Regexp(
    r"^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?\Z", error="Use small letters, digits and hyphens, such as 2026."
)


class MeetingSchema(RecordSchema):
    """An edition of the meeting; days are dates in its time zone, `about` is clean HTML."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    starts_on = fields.Date(required=True)
    ends_on = fields.Date(required=True)
    timezone = fields.String(required=True)
    venue = fields.String(required=True)
    address = fields.String(required=True)
    url = fields.String(required=True)
    about = fields.String(required=True)


class EditionSchema(MeetingSchema):
    """A meeting in the list of editions, with where it stands now and its stream's head."""

    phase = Word(Phase, required=True)
    head = fields.Integer(required=True)


class StartSchema(Output):
    """All a client needs to start: the community, who is asking, and the editions.

    `current` is the slug of the meeting to show first: the live one, else the next, else the last.
    """

    community = fields.Nested(CommunitySchema, required=True)
    me = fields.Nested(MeSchema, required=True, allow_none=True)
    demo = fields.Boolean(required=True)
    meetings = fields.List(fields.Nested(EditionSchema), required=True)
    current = fields.String(required=True, allow_none=True)


class CreateMeetingSchema(Input):
    """A new edition."""

    slug = Line(60, required=True, validate=[SLUG])
    name = Line(160, required=True, shortest=2)
    starts_on = Day(required=True)
    ends_on = Day(required=True)
    timezone = Line(60, required=True, shortest=1)
    venue = Line(160, load_default="")
    address = Line(300, load_default="")
    url = WebAddress(load_default="")
    about = Text(5000, load_default="")


class ChangeMeetingSchema(Input):
    """Change an edition; only the fields that are sent are changed."""

    name = Line(160, shortest=2)
    starts_on = Day()
    ends_on = Day()
    timezone = Line(60, shortest=1)
    venue = Line(160)
    address = Line(300)
    url = WebAddress()
    about = Text(5000)


class RoomSchema(RecordSchema):
    """A room; `walk_minutes` is the walk from the middle of the venue."""

    name = fields.String(required=True)
    area = fields.String(required=True)
    about = fields.String(required=True)
    capacity = fields.Integer(required=True, allow_none=True)
    walk_minutes = fields.Integer(required=True)
    position = fields.Integer(required=True)


class ChangeRoomSchema(Input):
    """Change a room; only the fields that are sent are changed."""

    name = Line(120, shortest=1)
    area = Line(120)
    about = Line(500)
    capacity = Whole(1, 200_000, allow_none=True)
    walk_minutes = Whole(0, 120)
    position = Whole(0, 10_000)


class CreateRoomSchema(ChangeRoomSchema):
    """A new room."""

    name = Line(120, required=True, shortest=1)


class RegistrationSchema(Output):
    """A row of the list of the registered; `joined` once its address signed in."""

    id = fields.Integer(required=True)
    email = fields.String(required=True)
    name = fields.String(required=True)
    affiliation = fields.String(required=True)
    ticket = fields.String(required=True)
    added_at = Moment(required=True)
    gone = fields.Boolean(required=True)
    joined = fields.Boolean(required=True)


class RegistrationsQuery(PageQuery):
    """Find registrations by words of name, affiliation, ticket or address; a page below an id."""

    q = Line(100, load_default="")


class ListForm(Input):
    """How to take in a list: `write` false only shows what would change."""

    write = fields.Boolean(load_default=False)


class ListFile(Input):
    """The list of the registered, as CSV."""

    file = Upload()


class RegistrationsPageSchema(Output):
    """A page of the list; `next` is the following page's `after`, null on the last."""

    registrations = fields.List(fields.Nested(RegistrationSchema), required=True)
    next = fields.Integer(required=True, allow_none=True)
    total = fields.Integer(required=True)


class RegistrationLineSchema(Output):
    """One line of a list's preview: what happens to whom (added, changed, back, gone)."""

    email = fields.String(required=True)
    name = fields.String(required=True)
    what = fields.String(required=True)


class RegistrationReportSchema(Output):
    """What taking in a list changes, with a thousand lines at most; `written` tells the preview from the deed."""

    written = fields.Boolean(required=True)
    added = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    gone = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    lines = fields.List(fields.Nested(RegistrationLineSchema), required=True)
    warnings = fields.List(fields.String(), required=True)
