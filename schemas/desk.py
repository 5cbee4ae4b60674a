"""Shapes of the moderators' desk: the queue, a case in full, what they decide, and how they work."""

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.base import LARGEST_ID as LARGEST
from schemas.base import Id, Input, Line, Moment, Output, QueryWhole, Text, Whole, Word
from schemas.channels import LANGUAGE
from schemas.chat import AuthorSchema, MessageSchema, NamedPersonSchema
from schemas.guidelines import LONGEST_KEY
from schemas.moderation import CaseSchema
from schemas.photos import PhotoSchema
from schemas.words import Effect, HeldState, Holding, Measure, Origin, RestrictionKind, Role, WhenAway

LONGEST_TEXT = 2_000
MOST_MINUTES = 5 * 366 * 24 * 60  # longer is for ever
MOST_SCOPES = 50
STATES = ("open", "decided")


class DecidedSchema(Output):
    """A decision as moderators see it; `by` is null for the command line. `restriction` is what came with it."""

    id = fields.Integer(required=True)
    case_id = fields.Integer(required=True, allow_none=True)
    measure = Word(Measure, required=True)
    at = Moment(required=True)
    by = fields.String(required=True, allow_none=True)
    by_id = fields.Integer(required=True, allow_none=True)
    guideline = fields.String(required=True)
    edition = fields.Integer(required=True)
    text = fields.String(required=True)
    restriction = Word(RestrictionKind, required=True, allow_none=True)
    until = Moment(required=True, allow_none=True)
    overturned_at = Moment(required=True, allow_none=True)


class CaseRowSchema(CaseSchema):
    """A case in the queue, its `photos` counted. Of what is gone nothing is told.

    `subject_id` says what it is about, `author_id` whom. `mine`: it is about me, I reported it, or it is an appeal
    against what I decided, so that I do not decide it. `others` says whether anybody besides me can.
    """

    subject_id = fields.Integer(required=True)
    author_id = fields.Integer(required=True)
    channel_id = fields.Integer(required=True, allow_none=True)
    language = fields.String(required=True)
    author = fields.Nested(AuthorSchema, required=True)
    excerpt = fields.String(required=True)
    photos = fields.Integer(required=True)
    channel = fields.String(required=True, allow_none=True)
    claimant = fields.String(required=True, allow_none=True)
    decision = fields.Nested(DecidedSchema, required=True, allow_none=True)
    mine = fields.Boolean(required=True)
    others = fields.Boolean(required=True)


class CasesPageSchema(Output):
    """Cases: those that wait by urgency, those decided newest first. `next` is `before` for the following page.

    `open` is how many wait in all in the reader's scope, `held` and `appeals` how many of these are such. `head` is
    the number of `moderation:1` at this moment.
    """

    cases = fields.List(fields.Nested(CaseRowSchema), required=True)
    next = fields.Integer(required=True, allow_none=True)
    open = fields.Integer(required=True)
    held = fields.Integer(required=True)
    appeals = fields.Integer(required=True)
    head = fields.Integer(required=True)


class CasesQuery(Input):
    """Which cases: those that wait, or those decided; `mine` are those I claimed, or decided."""

    state = fields.String(validate=validate.OneOf(STATES), load_default=STATES[0])
    origin = Word(Origin)
    channel_id = QueryWhole(1, LARGEST)
    mine = fields.Boolean(load_default=False)
    before = QueryWhole(1, LARGEST)


class TextOfSubjectSchema(Output):
    """One text of a profile or an application, under its name."""

    name = fields.String(required=True)
    text = fields.String(required=True)


class RemovedSchema(Output):
    """Who took it away, and when; `by` is null for a rule or the command line, and for its own author (`own`)."""

    at = Moment(required=True)
    by = fields.String(required=True, allow_none=True)
    own = fields.Boolean(required=True)
    guideline = fields.String(required=True)
    removal_id = fields.Integer(required=True, allow_none=True)


class LookSchema(Output):
    """What a case is about, as it is now; removed it is empty.

    `html` is a message's, clean, `number` its place in its channel, `parts` the texts of a profile or an application.
    `link` is the page of the app where it stands.
    """

    text = fields.String(required=True)
    html = fields.String(required=True)
    at = Moment(required=True, allow_none=True)
    number = fields.Integer(required=True, allow_none=True)
    parts = fields.List(fields.Nested(TextOfSubjectSchema), required=True)
    photos = fields.List(fields.Nested(PhotoSchema), required=True)
    link = fields.String(required=True, allow_none=True)
    removed = fields.Nested(RemovedSchema, required=True, allow_none=True)


class SignSchema(Output):
    """One thing that weighed, from 0 to 1, and where in the text."""

    what = fields.String(required=True)
    weight = fields.Float(required=True)
    start = fields.Integer(required=True, allow_none=True)
    end = fields.Integer(required=True, allow_none=True)


class WhyHeldSchema(Output):
    """Why a rule or a restriction asked for a look: its name, what it does, and what weighed most."""

    rule = fields.String(required=True)
    rule_id = fields.Integer(required=True, allow_none=True)
    effect = Word(Effect, required=True, allow_none=True)
    signs = fields.List(fields.Nested(SignSchema), required=True)


class HeldBackSchema(Output):
    """What waits for a look, in full; once it is decided its text is empty. `message_id`: its new words it is."""

    state = Word(HeldState, required=True)
    at = Moment(required=True)
    text = fields.String(required=True)
    photos = fields.List(fields.Nested(PhotoSchema), required=True)
    corrected = fields.Boolean(required=True)
    message_id = fields.Integer(required=True, allow_none=True)


class ReceivedReportSchema(Output):
    """A report as moderators see it; a usual one weighs 10."""

    id = fields.Integer(required=True)
    at = Moment(required=True)
    by = fields.Nested(NamedPersonSchema, required=True)
    guideline = fields.String(required=True)
    words = fields.String(required=True)
    weight = fields.Integer(required=True)


class CaseNoteSchema(Output):
    """What one moderator tells the others."""

    id = fields.Integer(required=True)
    at = Moment(required=True)
    by = fields.Nested(NamedPersonSchema, required=True)
    text = fields.String(required=True)


class StrikeSchema(Output):
    """That a decision counts against somebody until it fades."""

    decision_id = fields.Integer(required=True)
    guideline = fields.String(required=True)
    at = Moment(required=True)
    fades_at = Moment(required=True)


class StandingRestrictionSchema(Output):
    """What somebody may not do now; without `until` for ever, without a channel everywhere."""

    id = fields.Integer(required=True)
    kind = Word(RestrictionKind, required=True)
    channel_id = fields.Integer(required=True, allow_none=True)
    channel = fields.String(required=True, allow_none=True)
    since = Moment(required=True)
    until = Moment(required=True, allow_none=True)
    guideline = fields.String(required=True)


class PastOfAuthorSchema(Output):
    """What is known of the author here: `messages` they wrote, the newest decisions about them, what counts now."""

    joined_at = Moment(required=True)
    messages = fields.Integer(required=True)
    strikes = fields.List(fields.Nested(StrikeSchema), required=True)
    decisions = fields.List(fields.Nested(DecidedSchema), required=True)
    restrictions = fields.List(fields.Nested(StandingRestrictionSchema), required=True)


class AppealedSchema(Output):
    """An appeal, and the decision it is against."""

    words = fields.String(required=True)
    at = Moment(required=True)
    decision = fields.Nested(DecidedSchema, required=True)


class CasePageSchema(CaseRowSchema):
    """A case in full. `before` and `after` are the ten messages around a message. `similar`: decided before."""

    look = fields.Nested(LookSchema, required=True)
    before = fields.List(fields.Nested(MessageSchema), required=True)
    after = fields.List(fields.Nested(MessageSchema), required=True)
    held = fields.Nested(HeldBackSchema, required=True, allow_none=True)
    why = fields.Nested(WhyHeldSchema, required=True, allow_none=True)
    received = fields.List(fields.Nested(ReceivedReportSchema), required=True)
    history = fields.Nested(PastOfAuthorSchema, required=True)
    similar = fields.List(fields.Nested(DecidedSchema), required=True)
    notes = fields.List(fields.Nested(CaseNoteSchema), required=True)
    appeal = fields.Nested(AppealedSchema, required=True, allow_none=True)


class WriteNoteSchema(Input):
    """Tell the other moderators something about a case."""

    text = Text(LONGEST_TEXT, shortest=1, required=True)


class RestrictionInput(Input):
    """What the author may not do: in the case's channel or everywhere, for so many minutes or (null) for ever."""

    kind = Word(RestrictionKind, required=True)
    everywhere = fields.Boolean(required=True, truthy={True}, falsy={False})
    minutes = Whole(1, MOST_MINUTES, required=True, allow_none=True)


class PostDecisionSchema(Input):
    """Decide a case, seen as it was at `rev`. `text` is what the author is told.

    About something reported: nothing, removed, warned, restricted; the latter two with `remove` take it away as well.
    About something held: published, withheld, warned, restricted; the latter two withhold it. About an appeal: granted,
    upheld. All but nothing, published, granted and upheld name the `guideline` they are for.
    """

    measure = Word(Measure, required=True)
    guideline = Line(LONGEST_KEY, load_default="")
    text = Text(LONGEST_TEXT, load_default="")
    restriction = fields.Nested(RestrictionInput, load_default=None, allow_none=True)
    remove = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    rev = Whole(0, LARGEST, required=True)

    @validates_schema
    def _fits(self, data: dict[str, object], **_options: object) -> None:
        if (data.get("measure") is Measure.RESTRICTED) is not bool(data.get("restriction")):
            raise ValidationError("Please say what the person may not do, if anything.", "restriction")


class ScopeInput(Input):
    """A part to look after: a channel, or everything in a language."""

    channel_id = Id(load_default=None, allow_none=True)
    language = Line(35, load_default="", validate=[LANGUAGE])

    @validates_schema
    def _is_one(self, data: dict[str, object], **_options: object) -> None:
        if bool(data.get("channel_id")) is bool(data.get("language")):
            raise ValidationError("Please name a channel or a language.", "channel_id")


class SetScopesSchema(Input):
    """What a moderator looks after; nothing named is everything."""

    scopes = fields.List(fields.Nested(ScopeInput), required=True, validate=validate.Length(max=MOST_SCOPES))


class ScopeSchema(Output):
    """A part that a moderator looks after: a channel, or a language."""

    channel_id = fields.Integer(required=True, allow_none=True)
    channel_title = fields.String(required=True, allow_none=True)
    language = fields.String(required=True)


class ModeratorSchema(Output):
    """Who moderates, and what they look after; without scopes everything, as organisers always do."""

    person = fields.Nested(NamedPersonSchema, required=True)
    roles = fields.List(Word(Role), required=True)
    scopes = fields.List(fields.Nested(ScopeSchema), required=True)


class ModeratorsSchema(Output):
    """Everybody who moderates, by name."""

    moderators = fields.List(fields.Nested(ModeratorSchema), required=True)


class ModerationSettingsSchema(Output):
    """How this community moderates. `seen_at`: a moderator was at the desk; `away_since`: none was for too long."""

    newcomers = Word(Holding, required=True)
    claim_minutes = fields.Integer(required=True)
    appeal_days = fields.Integer(required=True)
    evidence_days = fields.Integer(required=True)
    strike_days = fields.Integer(required=True)
    away_hours = fields.Integer(required=True)
    when_away = Word(WhenAway, required=True)
    seen_at = Moment(required=True, allow_none=True)
    away_since = Moment(required=True, allow_none=True)


class ChangeModerationSettingsSchema(Input):
    """Change what is sent. `newcomers` is whose messages wait for a look in every channel."""

    newcomers = Word(Holding)
    claim_minutes = Whole(1, 240)
    appeal_days = Whole(1, 365)
    evidence_days = Whole(1, 730)
    strike_days = Whole(1, 3_650)
    away_hours = Whole(1, 168)
    when_away = Word(WhenAway)


class ShareOfLoadSchema(Output):
    """What was done in the last 30 days by one moderator, or by all; `minutes` is the median to a decision.

    `waiting` are cases that are claimed, or for all of them open. `appeals` are those against these decisions.
    """

    decided = fields.Integer(required=True)
    minutes = fields.Integer(required=True, allow_none=True)
    waiting = fields.Integer(required=True)
    appeals = fields.Integer(required=True)
    granted = fields.Integer(required=True)


class LoadSchema(Output):
    """How much there is to moderate: mine, and the team's; `oldest_at` is when the case that waits longest began."""

    mine = fields.Nested(ShareOfLoadSchema, required=True)
    team = fields.Nested(ShareOfLoadSchema, required=True)
    moderators = fields.Integer(required=True)
    oldest_at = Moment(required=True, allow_none=True)
