"""Shapes of channels, who belongs to them, and what chat knows of a person."""

from marshmallow import ValidationError, fields, validate

from schemas.base import LARGEST_ID, Id, Input, Line, Moment, Output, QueryWhole, RecordSchema, Text, Whole, Word
from schemas.chat import AuthorSchema, NamedPersonSchema
from schemas.guidelines import PointInput, PointSchema
from schemas.words import Access, ChannelKind, ChannelState, Holding, Level, Posting, RequestState

LONGEST_TITLE, LONGEST_PURPOSE, LONGEST_GUIDELINES = 120, 500, 4_000
LANGUAGE = validate.Regexp(r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?\Z", error="Please give a language tag such as de.")
MOST_DAYS, MOST_OF_A_KIND = 60, 100
PROMPTS = 3
MOST_POINTS = 30


def _once(points: list[dict[str, str]]) -> None:
    if len({point["key"] for point in points}) < len(points):
        raise ValidationError("Two points have the same key.")


class ChannelSchema(RecordSchema):
    """A conversation; this is told on its stream. What moves with every message comes with lists (ListedChannel).

    `featured_id` is the message pinned on top, null for the guidelines. `slow_seconds` part two messages of one
    person, `locked_at` is since when nobody writes, `holding` whose messages wait for a look; none of these three is
    for moderators and organisers themselves.
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
    slow_seconds = fields.Integer(required=True)
    locked_at = Moment(required=True, allow_none=True)
    holding = Word(Holding, required=True)


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


class MaySchema(Output):
    """What I may do with a channel: write in it (once I have joined and accepted), change it, open the topic.

    `moderate`: slow it down and lock it, and, for moderators and organisers, hold messages for a look.
    """

    post = fields.Boolean(required=True)
    edit = fields.Boolean(required=True)
    open = fields.Boolean(required=True)
    moderate = fields.Boolean(required=True)


class LatestSchema(Output):
    """The newest message in its first words, and how many photos it has."""

    id = fields.Integer(required=True)
    author = fields.String(required=True)
    excerpt = fields.String(required=True)
    photos = fields.Integer(required=True)


class ListedSchema(ChannelSchema):
    """A channel as a list shows it: with what moves with every message, and with me in it.

    `head` is its stream's number, to follow it from there. `with` is the other of a direct channel. `latest` is null
    where nothing was said, or that was removed.
    """

    last_number = fields.Integer(required=True)
    last_at = Moment(required=True, allow_none=True)
    members = fields.Integer(required=True)
    head = fields.Integer(required=True)
    with_ = fields.Nested(AuthorSchema, required=True, allow_none=True, data_key="with")
    latest = fields.Nested(LatestSchema, required=True, allow_none=True)
    membership = fields.Nested(MembershipSchema, required=True, allow_none=True)
    may = fields.Nested(MaySchema, required=True)


class ChannelsSchema(Output):
    """Channels, the newest word first; of the archive the newest channel first, a hundred at a time."""

    channels = fields.List(fields.Nested(ListedSchema), required=True)


class ChannelsQuery(Input):
    """Which channels: all but the archive, or a page of the archive with ids below `before`."""

    archived = fields.Boolean(load_default=False)
    before = QueryWhole(1, LARGEST_ID, load_default=0)


class ProposeTopicSchema(Input):
    """A topic to talk about."""

    title = Line(LONGEST_TITLE, shortest=2, required=True)
    purpose = Line(LONGEST_PURPOSE, load_default="")
    guidelines = Text(LONGEST_GUIDELINES, load_default="")
    language = Line(35, load_default="", validate=[LANGUAGE])
    access = Word(Access, load_default=Access.MEMBERS)


class AnswerTopicSchema(Input):
    """Open a proposed topic, or decline it; the note is for whoever proposed it."""

    open = fields.Boolean(required=True, truthy={True}, falsy={False})
    note = Line(300, load_default="")


class ChangeChannelSchema(Input):
    """Change what is sent of a channel. `featured_id` null pins the guidelines again."""

    title = Line(LONGEST_TITLE, shortest=2)
    purpose = Line(LONGEST_PURPOSE)
    guidelines = Text(LONGEST_GUIDELINES)
    language = Line(35, validate=[LANGUAGE])
    access = Word(Access)
    posting = Word(Posting)
    featured_id = Id(allow_none=True)
    state = Word(ChannelState)


class ChangeMembershipSchema(Input):
    """Of what in a channel I want to be told, and until when of nothing (null: again)."""

    level = Word(Level)
    muted_until = Moment(allow_none=True)


class AnswerRequestSchema(Input):
    """Whether I want to talk with whoever wrote to me. They are not told of a no."""

    accept = fields.Boolean(required=True, truthy={True}, falsy={False})


class SuggestQuery(Input):
    """The beginning of a name; without it who wrote here lately."""

    q = Line(60, load_default="")


class PeopleSchema(Output):
    """People to mention, who wrote here lately first."""

    people = fields.List(fields.Nested(AuthorSchema), required=True)


class BlockedPeopleSchema(Output):
    """Of whom I do not want to hear."""

    people = fields.List(fields.Nested(NamedPersonSchema), required=True)


class SharedChannelSchema(Output):
    """A channel in which we both are."""

    id = fields.Integer(required=True)
    title = fields.String(required=True)


class CardQuery(Input):
    """At which meeting the badges are of interest; without it at any."""

    meeting_id = QueryWhole(1, LARGEST_ID, load_default=None)


class CardSchema(AuthorSchema):
    """Somebody as other members see them.

    `in_common` are interests we share, `channels` those in which we both are. `blocked`: by me. `reachable`: I may
    write to them directly, and `channel_id` is where, once there is such a channel.
    """

    headline = fields.String(required=True)
    interests = fields.List(fields.String(), required=True)
    in_common = fields.List(fields.String(), required=True)
    channels = fields.List(fields.Nested(SharedChannelSchema), required=True)
    blocked = fields.Boolean(required=True)
    reachable = fields.Boolean(required=True)
    channel_id = fields.Integer(required=True, allow_none=True)


class LimitsSchema(Output):
    """How many a newcomer may have: links, mentions and photos in one message, direct requests in all."""

    links = fields.Integer(required=True)
    mentions = fields.Integer(required=True)
    photos = fields.Integer(required=True)
    requests = fields.Integer(required=True)


class ChatSettingsSchema(Output):
    """How this community talks. `edition` counts every change of the guidelines or their points.

    Who accepted an older `guidelines_version` is asked again before they write. `introductions_id` is the channel in
    which newcomers say who they are; null before anybody opened the list.
    """

    guidelines = fields.String(required=True)
    guidelines_version = fields.Integer(required=True)
    welcome = fields.String(required=True)
    prompts = fields.List(fields.String(), required=True)
    edition = fields.Integer(required=True)
    points = fields.List(fields.Nested(PointSchema), required=True)
    newcomer_days = fields.Integer(required=True)
    limits = fields.Nested(LimitsSchema, required=True)
    introductions_id = fields.Integer(required=True, allow_none=True)


class LimitsInput(Input):
    """Change the limits that are sent."""

    links = Whole(0, MOST_OF_A_KIND)
    mentions = Whole(0, MOST_OF_A_KIND)
    photos = Whole(0, MOST_OF_A_KIND)
    requests = Whole(0, MOST_OF_A_KIND)


class ChangeChatSettingsSchema(Input):
    """Change what is sent; with `ask_again` everybody accepts the guidelines anew before they write again."""

    guidelines = Text(LONGEST_GUIDELINES, shortest=1)
    welcome = Text(LONGEST_GUIDELINES)
    prompts = fields.List(Line(200, shortest=1), validate=validate.Length(equal=PROMPTS))
    points = fields.List(fields.Nested(PointInput), validate=[validate.Length(min=1, max=MOST_POINTS), _once])
    newcomer_days = Whole(0, MOST_DAYS)
    limits = fields.Nested(LimitsInput)
    ask_again = fields.Boolean(truthy={True}, falsy={False})


class AcceptSchema(Input):
    """I have read the guidelines of this version and keep to them."""

    version = Whole(1, LARGEST_ID, required=True)


class ChatEditSchema(Output):
    """One change of the settings or of a channel: the changed fields before and after."""

    id = fields.Integer(required=True)
    at = Moment(required=True)
    who = fields.String(required=True, allow_none=True)
    before = fields.Dict(keys=fields.String(), required=True)
    after = fields.Dict(keys=fields.String(), required=True)
