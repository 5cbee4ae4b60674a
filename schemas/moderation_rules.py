"""Shapes of automatic rules: their settings by kind, and what a rule would have done."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from schemas.base import LARGEST_ID, Id, Input, Line, Moment, Output, Whole, Word
from schemas.chat import NamedPersonSchema
from schemas.desk import SignSchema
from schemas.words import Effect, RuleKind, Whom

MOST_WORDS, SHORTEST_WORD, LONGEST_WORD = 2_000, 2, 80
MOST_DOMAINS = 1_000
DOMAIN = validate.Regexp(
    r"^(?=.{3,253}\Z)([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}\Z", error="Please give a domain such as example.com."
)


class WordsSettings(Input):
    """Words and phrases, taken literally; a `*` at the end stands for any ending. `disguised`: also `c4s1n0`."""

    words = fields.List(
        Line(LONGEST_WORD, shortest=SHORTEST_WORD),
        required=True,
        validate=validate.Length(min=1, max=MOST_WORDS, error="Please give 1 to 2,000 words."),
    )
    disguised = fields.Boolean(load_default=True)


class LinksSettings(Input):
    """Links of newcomers, to listed domains or (`only_these`) to others, through shorteners, or too many of them.

    `share` is in per cent of one's last `of` messages; null for any.
    """

    newcomers = fields.Boolean(load_default=False)
    domains = fields.List(Line(253, validate=[DOMAIN]), load_default=list, validate=validate.Length(max=MOST_DOMAINS))
    only_these = fields.Boolean(load_default=False)
    shorteners = fields.Boolean(load_default=False)
    share = Whole(1, 100, load_default=None, allow_none=True)
    of = Whole(4, 50, load_default=10)


class RepeatsSettings(Input):
    """Nearly the same text for the `times`-th time in `minutes`, by one person or by `anybody`."""

    times = Whole(2, 20, load_default=3)
    minutes = Whole(1, 1440, load_default=60)
    anybody = fields.Boolean(load_default=True)


class FloodsSettings(Input):
    """More than `messages` of one person in `seconds`."""

    messages = Whole(1, 100, load_default=10)
    seconds = Whole(1, 3600, load_default=60)


class MentionsSettings(Input):
    """More than `most` people named in one message."""

    most = Whole(0, 50, load_default=5)


class ContactsSettings(Input):
    """Telephone numbers, mail addresses, and names in other messengers."""

    phones = fields.Boolean(load_default=True)
    emails = fields.Boolean(load_default=True)
    handles = fields.Boolean(load_default=True)


class ShoutingSettings(Input):
    """At least `words` words in capitals that are `share` per cent of all; more than `marks` exclamation marks."""

    share = Whole(30, 100, load_default=70, allow_none=True)
    words = Whole(2, 50, load_default=4)
    marks = Whole(0, 20, load_default=3, allow_none=True)


class PromotionSettings(Input):
    """One's own pages, or with `company` its name, in more than `most` of one's last `of` messages."""

    most = Whole(0, 50, load_default=2)
    of = Whole(1, 50, load_default=10)
    company = fields.Boolean(load_default=False)


class SpamSettings(Input):
    """What looks like spam in the messages of `whom`; with `sure` only what is that beyond doubt."""

    whom = Word(Whom, load_default=Whom.NEWCOMERS)
    sure = fields.Boolean(load_default=True)


SETTINGS: Mapping[RuleKind, type[Schema]] = {
    RuleKind.WORDS: WordsSettings,
    RuleKind.LINKS: LinksSettings,
    RuleKind.REPEATS: RepeatsSettings,
    RuleKind.FLOODS: FloodsSettings,
    RuleKind.MENTIONS: MentionsSettings,
    RuleKind.CONTACTS: ContactsSettings,
    RuleKind.SHOUTING: ShoutingSettings,
    RuleKind.PROMOTION: PromotionSettings,
    RuleKind.SPAM: SpamSettings,
}
OPEN_SETTINGS = {"type": "object", "additionalProperties": True}


def whole_settings(kind: RuleKind, settings: Any) -> dict[str, Any]:
    """Settings as they are kept: checked by their kind, with what was left out.

    Raises:
        ValidationError: under `settings`, by field.
    """
    if not isinstance(settings, dict):
        raise ValidationError("Please give the settings of this kind.", "settings")
    schema = SETTINGS[kind]()
    try:
        return dict(schema.dump(schema.load(settings)))
    except ValidationError as error:
        raise ValidationError({"settings": error.messages}) from error


class TryRuleSchema(Input):
    """A rule as it would be, to be tried on what was said: messages before `before` (an id), newest first."""

    kind = Word(RuleKind, required=True)
    channel_id = Id(load_default=None, allow_none=True)
    settings = fields.Dict(keys=fields.String(), required=True, metadata=OPEN_SETTINGS)
    before = Whole(1, LARGEST_ID, load_default=None, allow_none=True)

    @validates_schema
    def _check_settings(self, data: dict[str, Any], **_: Any) -> None:
        data["settings"] = whole_settings(data["kind"], data["settings"])


class MakeRuleSchema(Input):
    """A new rule; without `channel_id` it holds in every channel but direct ones. It judges once it is `live`."""

    name = Line(120, required=True, shortest=1)
    kind = Word(RuleKind, required=True)
    effect = Word(Effect, required=True)
    channel_id = Id(load_default=None, allow_none=True)
    settings = fields.Dict(keys=fields.String(), required=True, metadata=OPEN_SETTINGS)
    live = fields.Boolean(load_default=False)
    guideline = Line(40, load_default="")

    @validates_schema
    def _check_settings(self, data: dict[str, Any], **_: Any) -> None:
        data["settings"] = whole_settings(data["kind"], data["settings"])


class SeenRuleSchema(Input):
    """What can be changed of a rule."""

    name = Line(120, shortest=1)
    effect = Word(Effect)
    channel_id = Id(allow_none=True)
    settings = fields.Dict(keys=fields.String(), metadata=OPEN_SETTINGS)
    live = fields.Boolean()
    guideline = Line(40)


class ChangeRuleSchema(SeenRuleSchema):
    """Change what is sent of a rule; `settings` are sent whole. A rule stays of its kind.

    `seen` guards against overwriting somebody else's change: of the fields in it none may have changed since.
    """

    seen = fields.Nested(SeenRuleSchema)


class RuleSchema(Output):
    """A rule; `cases` is how many of the last 30 days it opened, `made_by` who made it (null for the command line)."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    kind = Word(RuleKind, required=True)
    effect = Word(Effect, required=True)
    channel_id = fields.Integer(required=True, allow_none=True)
    settings = fields.Dict(keys=fields.String(), required=True, metadata=OPEN_SETTINGS)
    live = fields.Boolean(required=True)
    guideline = fields.String(required=True)
    made_by = fields.Nested(NamedPersonSchema, required=True, allow_none=True)
    changed_at = Moment(required=True)
    cases = fields.Integer(required=True)


class TrialFoundSchema(Output):
    """A message that the rule would have met, and why."""

    message_id = fields.Integer(required=True)
    channel_id = fields.Integer(required=True)
    channel = fields.String(required=True)
    author = fields.Nested(NamedPersonSchema, required=True)
    at = Moment(required=True)
    text = fields.String(required=True)
    signs = fields.List(fields.Nested(SignSchema), required=True)


class TrialSchema(Output):
    """A page of a trial: so many messages were `read`, `held` of them met the rule, the newest are in `found`.

    `of` counts the messages of the last 30 days. `before` is where to go on; null at the end.
    """

    read = fields.Integer(required=True)
    of = fields.Integer(required=True)
    held = fields.Integer(required=True)
    before = fields.Integer(required=True, allow_none=True)
    found = fields.List(fields.Nested(TrialFoundSchema), required=True)
