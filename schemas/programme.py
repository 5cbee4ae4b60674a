"""Shapes of the programme: sessions, speakers, tracks, stars, imports and the history of edits."""

from marshmallow import fields, validate

from schemas.base import (
    LARGEST_ID,
    Id,
    Input,
    Line,
    LinkInput,
    LinkSchema,
    Moment,
    Output,
    QueryWhole,
    RecordSchema,
    Text,
    Upload,
    WebAddress,
    Whole,
    Word,
)
from schemas.bloggers import ApplicationSchema, BloggerSchema
from schemas.console import RatingSchema
from schemas.live import FrameSchema, Records
from schemas.meetings import MeetingSchema, RoomSchema
from schemas.notify import NoticeSchema
from schemas.panels import PanelSchema, SignupSchema
from schemas.people import MeSchema
from schemas.questions import VoteSchema
from schemas.words import ChangeKind, SessionState, Subject

COLOUR = validate.Regexp(r"^(#[0-9a-f]{6})?\Z", error="A colour is # and six hexadecimal digits.")
LONGEST_SESSION = 3 * 24 * 60


class WasSchema(Output):
    """Where a slot stood before its last move, and when it was moved."""

    starts_at = Moment(required=True)
    room_id = fields.Integer(required=True, allow_none=True)
    at = Moment(required=True)


class SlotSchema(Output):
    """One time and place of a session."""

    id = fields.Integer(required=True)
    starts_at = Moment(required=True)
    minutes = fields.Integer(required=True)
    room_id = fields.Integer(required=True, allow_none=True)
    was = fields.Nested(WasSchema, required=True, allow_none=True)


class TrackSchema(RecordSchema):
    """A thread through the programme."""

    name = fields.String(required=True)
    colour = fields.String(required=True)
    position = fields.Integer(required=True)


class SpeakerSchema(RecordSchema):
    """A speaker; `biography` is clean HTML."""

    name = fields.String(required=True)
    headline = fields.String(required=True)
    biography = fields.String(required=True)
    links = fields.List(fields.Nested(LinkSchema), required=True)


class SessionSchema(RecordSchema):
    """An item of the programme; `abstract` is clean HTML, `note` says why it was cancelled."""

    title = fields.String(required=True)
    subtitle = fields.String(required=True)
    abstract = fields.String(required=True)
    kind = fields.String(required=True)
    language = fields.String(required=True)
    url = fields.String(required=True)
    tags = fields.List(fields.String(), required=True)
    links = fields.List(fields.Nested(LinkSchema), required=True)
    track_id = fields.Integer(required=True, allow_none=True)
    speaker_ids = fields.List(fields.Integer(), required=True)
    slots = fields.List(fields.Nested(SlotSchema), required=True)
    state = Word(SessionState, required=True)
    note = fields.String(required=True)
    changed_at = Moment(required=True)


class ProgrammeRecordsSchema(Output):
    """The records of a programme frame by kind; a removed one is a tombstone."""

    meeting = Records(MeetingSchema)
    room = Records(RoomSchema)
    track = Records(TrackSchema)
    speaker = Records(SpeakerSchema)
    session = Records(SessionSchema)
    panel = Records(PanelSchema)
    blogger = Records(BloggerSchema)


class ProgrammeFrameSchema(FrameSchema):
    """A frame of stream `meeting:<id>`."""

    records = fields.Nested(ProgrammeRecordsSchema, required=True)


class StarSchema(RecordSchema):
    """A person's mark on a session; the record's id is the session's."""

    id = fields.Integer(required=True, attribute="session_id")
    meeting_id = fields.Integer(required=True)
    starred = fields.Boolean(required=True)


class StarRecordsSchema(Output):
    """The records of a personal frame by kind."""

    person = Records(MeSchema)
    star = Records(StarSchema)
    signup = Records(SignupSchema)
    vote = Records(VoteSchema)
    application = Records(ApplicationSchema)
    notice = Records(NoticeSchema)
    rating = Records(RatingSchema)


class StarFrameSchema(FrameSchema):
    """A frame of stream `me:<person>`."""

    records = fields.Nested(StarRecordsSchema, required=True)


class SetStarInput(Input):
    """One star, on or off."""

    session_id = Id(required=True)
    starred = fields.Boolean(required=True, truthy={True}, falsy={False})


class SetStarsSchema(Input):
    """Stars that changed on the phone since it last spoke with us."""

    stars = fields.List(fields.Nested(SetStarInput), required=True, validate=validate.Length(max=2000))
    since = Whole(0, LARGEST_ID, load_default=0)


class CalendarAddressSchema(Output):
    """The secret address a calendar subscribes to; null when there is none."""

    url = fields.String(required=True, allow_none=True)


class SlotInput(Input):
    """A time and place; `id` keeps a known slot, without it a new one is made."""

    id = Id()
    starts_at = Moment(required=True)
    minutes = Whole(1, LONGEST_SESSION, required=True)
    room_id = Id(allow_none=True, load_default=None)


class ChangeSessionSchema(Input):
    """Change a session by hand; only the fields that are sent are changed, and they survive a re-import."""

    title = Line(300, shortest=1)
    subtitle = Line(300)
    abstract = Text(50_000)
    kind = Line(60)
    language = Line(20)
    url = WebAddress()
    tags = fields.List(Line(60, shortest=1), validate=validate.Length(max=30))
    links = fields.List(fields.Nested(LinkInput), validate=validate.Length(max=30))
    track_id = Id(allow_none=True)
    speaker_ids = fields.List(Id(), validate=validate.Length(max=60))
    slots = fields.List(fields.Nested(SlotInput), validate=validate.Length(max=60))
    state = Word(SessionState)
    note = Line(300)
    seen = Whole(0, LARGEST_ID)


class CreateSessionSchema(ChangeSessionSchema):
    """A new session."""

    class Meta(ChangeSessionSchema.Meta):
        """What only a change can say."""

        exclude = ("seen",)

    title = Line(300, required=True, shortest=1)


class ChangeSpeakerSchema(Input):
    """Change a speaker by hand; only the fields that are sent are changed."""

    name = Line(200, shortest=1)
    headline = Line(300)
    biography = Text(50_000)
    links = fields.List(fields.Nested(LinkInput), validate=validate.Length(max=30))


class CreateSpeakerSchema(ChangeSpeakerSchema):
    """A new speaker."""

    name = Line(200, required=True, shortest=1)


class ChangeTrackSchema(Input):
    """Change a track by hand; only the fields that are sent are changed."""

    name = Line(120, shortest=1)
    colour = Line(7, validate=[COLOUR])
    position = Whole(0, 10_000)


class CreateTrackSchema(ChangeTrackSchema):
    """A new track."""

    name = Line(120, required=True, shortest=1)


class KeptSchema(Output):
    """The fields of a record that were edited by hand and are kept over an import."""

    subject = Word(Subject, required=True)
    id = fields.Integer(required=True)
    kept = fields.List(fields.String(), required=True)


class EditSchema(Output):
    """One entry of the history: who changed what, from what to what."""

    id = fields.Integer(required=True)
    at = Moment(required=True)
    who = fields.String(required=True, allow_none=True)
    subject = Word(Subject, required=True)
    subject_id = fields.Integer(required=True)
    label = fields.String(required=True)
    before = fields.Dict(keys=fields.String(), required=True)
    after = fields.Dict(keys=fields.String(), required=True)
    undone = fields.Boolean(required=True)


class EditsQuery(Input):
    """Entries older than `below`, 0 for the newest; with `subject` and `subject_id` those about one thing."""

    below = QueryWhole(0, LARGEST_ID, load_default=0)
    subject = Word(Subject, load_default=None)
    subject_id = QueryWhole(0, LARGEST_ID, load_default=0)


class EditsPageSchema(Output):
    """A page of the history, newest first; `next` is the following page's `below`, null on the last."""

    edits = fields.List(fields.Nested(EditSchema), required=True)
    next = fields.Integer(required=True, allow_none=True)


class ImportForm(Input):
    """How to take in a file: `write` false only shows what would change; `url` where no file is sent."""

    write = fields.Boolean(load_default=False)
    url = WebAddress(load_default="")


class ImportFile(Input):
    """The schedule file."""

    file = Upload()


class ImportLineSchema(Output):
    """What an import does to one session, speaker, room or track."""

    subject = Word(Subject, required=True)
    kind = Word(ChangeKind, required=True)
    id = fields.Integer(required=True, allow_none=True)
    title = fields.String(required=True)
    fields_ = fields.List(fields.String(), required=True, data_key="fields", attribute="fields")
    before = fields.String(required=True)
    after = fields.String(required=True)


class ImportWarningSchema(Output):
    """Something in the file that was mended or left out."""

    where = fields.String(required=True)
    what = fields.String(required=True)


class ImportReportSchema(Output):
    """What taking in a file changes; `written` tells the preview from the deed, `digest` names the plan."""

    written = fields.Boolean(required=True)
    format = fields.String(required=True)
    sessions = fields.Integer(required=True)
    slots = fields.Integer(required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    lines = fields.List(fields.Nested(ImportLineSchema), required=True)
    warnings = fields.List(fields.Nested(ImportWarningSchema), required=True)


class ImportRunSchema(Output):
    """A past import."""

    id = fields.Integer(required=True)
    at = Moment(required=True)
    who = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    format = fields.String(required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class SearchQuery(Input):
    """Words to find in titles, abstracts, speakers, tags and rooms."""

    q = Line(100, required=True, shortest=1)


class FoundSchema(Output):
    """A session that matches, best first; `excerpt` is plain text round the match."""

    id = fields.Integer(required=True)
    title = fields.String(required=True)
    excerpt = fields.String(required=True)


class FoundPageSchema(Output):
    """The best matches, at most fifty."""

    found = fields.List(fields.Nested(FoundSchema), required=True)
