"""Shapes of the host's console, and of what is left when a panel is over."""

from unicodedata import category

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.base import (
    LARGEST_ID,
    UNSEEN,
    Id,
    Input,
    Line,
    Moment,
    Output,
    QueryWhole,
    RecordSchema,
    Text,
    Whole,
    Word,
)
from schemas.panels import PAIR, UUID, RosterSchema
from schemas.words import Audience, Place, Then, Why

MOST_SEATS = 100_000
MOST_STEPS = 12
FARTHEST = 365 * 24 * 60  # minutes
LONGEST_ANSWER = 14 * 24 * 60  # minutes
LONGEST_REASON, LONGEST_MESSAGE, LONGEST_WORDS = 300, 400, 1000


def _check_descending(steps: list[list[int]]) -> None:
    if [step[0] for step in steps] != sorted({step[0] for step in steps}, reverse=True):
        raise ValidationError("Begin with the farthest time and name each once.")
    if steps and not all(1 <= answer <= LONGEST_ANSWER for _, answer in steps):
        raise ValidationError("An answer takes a minute at least and two weeks at most.")


class ReservedInput(Input):
    """How many of the seats are kept, and for whom; what is not sent stays."""

    door = Whole(0, MOST_SEATS)
    first_timer = Whole(0, MOST_SEATS)
    invited = Whole(0, MOST_SEATS)


class SeenPanelSchema(Input):
    """What can be set of a panel."""

    seats = Whole(0, MOST_SEATS)
    reserved = fields.Nested(ReservedInput)
    line_open = fields.Boolean(truthy={True}, falsy={False})
    opens_at = Moment(allow_none=True)
    closes_at = Moment(allow_none=True)
    shut = fields.Boolean(truthy={True}, falsy={False})
    overlaps_allowed = fields.Boolean(truthy={True}, falsy={False})
    answer_steps = fields.List(
        fields.List(Whole(0, FARTHEST), validate=validate.Length(equal=2)),
        validate=[validate.Length(min=1, max=MOST_STEPS), _check_descending],
    )
    door_takes_over = Whole(0, 24 * 60)
    release_minutes = Whole(0, 24 * 60)
    draw_at = Moment(allow_none=True)


class ChangePanelSchema(SeenPanelSchema):
    """Change the fields of a panel that are sent.

    Fewer seats than are taken are refused as `seats_taken` unless `then` says what becomes of the people: `keep`
    them all, or `move` the last to the front of the line. `draw_at` announces a lottery, null calls it off. `seen`
    guards against overwriting somebody else's change: of the fields in it none may have changed since.
    """

    then = Word(Then)
    seen = fields.Nested(SeenPanelSchema)


class UsualPanelSchema(Output):
    """What is set of a panel as long as nobody sets anything else."""

    answer_steps = fields.List(fields.List(fields.Integer(), validate=PAIR), required=True)
    door_takes_over = fields.Integer(required=True)
    release_minutes = fields.Integer(required=True)


class CreatePanelSchema(Input):
    """Make a panel of a session: how many seats, and from when people may sign up (null: from now on)."""

    seats = Whole(0, MOST_SEATS, required=True)
    opens_at = Moment(allow_none=True)
    shut = fields.Boolean(truthy={True}, falsy={False})


class AddPersonSchema(Input):
    """Give somebody a seat if one is free, else a place at the end of the line.

    `force` gives a seat in any case, with one more chair when all are taken; the reason stands in the history and in
    the notice. `swap_from` is the panel whose seat they give up for it.
    """

    client_id = Line(36, required=True, validate=[UUID])
    person_id = Id(required=True)
    reason = Line(LONGEST_REASON, load_default="")
    force = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    swap_from = Id(allow_none=True, load_default=None)

    @validates_schema
    def _check_reason(self, values: dict[str, object], **_given: object) -> None:
        if values.get("force") and all(category(character) in UNSEEN for character in str(values.get("reason", ""))):
            raise ValidationError("Please say why.", "reason")


class RemovePersonSchema(Input):
    """Take somebody off the panel, and why; they are told."""

    client_id = Line(36, required=True, validate=[UUID])
    reason = Line(LONGEST_REASON, required=True, shortest=1)


class SendMessageSchema(Input):
    """One message to everybody who has a seat, who waits, who came, or all of them."""

    client_id = Line(36, required=True, validate=[UUID])
    to = Word(Audience, required=True)
    text = Text(LONGEST_MESSAGE, required=True, shortest=1)


class MessageSentSchema(Output):
    """A message to the panel's people, and to how many it went."""

    id = fields.Integer(required=True)
    at = Moment(required=True)
    who = fields.String(required=True, allow_none=True)
    to = Word(Audience, required=True)
    text = fields.String(required=True)
    people = fields.Integer(required=True)


class PersonOfPanelSchema(Output):
    """A host or a guest of a panel, and who added them."""

    person_id = fields.Integer(required=True)
    name = fields.String(required=True)
    affiliation = fields.String(required=True)
    added_by = fields.String(required=True, allow_none=True)
    at = Moment(required=True)


class AddedSchema(Output):
    """The person's line of the roster as it is now, and a sentence for the host."""

    text = fields.String(required=True)
    entry = fields.Nested(RosterSchema, required=True)


class HistoryQuery(Input):
    """A page of the history: entries below this number; with a signup only that one's."""

    below = QueryWhole(0, LARGEST_ID, load_default=0)
    signup_id = QueryWhole(1, LARGEST_ID, load_default=None)


class SignupChangeSchema(Output):
    """One change of somebody's place. `who` did it (null: the clock); `was` is null for the first."""

    id = fields.Integer(required=True)
    at = Moment(required=True)
    who = fields.String(required=True, allow_none=True)
    signup_id = fields.Integer(required=True)
    person_id = fields.Integer(required=True)
    name = fields.String(required=True)
    was = Word(Place, required=True, allow_none=True)
    now = Word(Place, required=True)
    number = fields.Integer(required=True)
    why = Word(Why, required=True)
    reason = fields.String(required=True)


class HistoryPageSchema(Output):
    """A page of a panel's history, newest first; `next` is what the following page is below."""

    changes = fields.List(fields.Nested(SignupChangeSchema), required=True)
    next = fields.Integer(required=True, allow_none=True)


class PanelEditSchema(Output):
    """One change of the panel itself: the changed fields before and after."""

    id = fields.Integer(required=True)
    at = Moment(required=True)
    who = fields.String(required=True, allow_none=True)
    before = fields.Dict(keys=fields.String(), required=True)
    after = fields.Dict(keys=fields.String(), required=True)


class ArrivalsSchema(Output):
    """How many came in within five minutes; `minute` is counted from the panel's start and may be negative."""

    minute = fields.Integer(required=True)
    people = fields.Integer(required=True)


class OverTimeSchema(Output):
    """How many people in each step of so many `minutes`, from `begins` (null: nobody ever) to the last with anybody."""

    begins = Moment(required=True, allow_none=True)
    minutes = fields.Integer(required=True)
    people = fields.List(fields.Integer(), required=True)


class StarsSchema(Output):
    """Ratings: how many, their mean (null without any), and how many gave one, two, ... five stars."""

    people = fields.Integer(required=True)
    mean = fields.Float(required=True, allow_none=True)
    each = fields.List(fields.Integer(), required=True)


class NumbersSchema(Output):
    """A panel in numbers.

    `signed_up` ever asked for a place. `seated` had a seat by sign-up at the start and of them `missed` did not come;
    `came` are all in the room, `walk_ins` of them had no seat before the door. `waiting` stood in line at the end.
    """

    panel_id = fields.Integer(required=True)
    session_id = fields.Integer(required=True)
    title = fields.String(required=True)
    starts_at = Moment(required=True, allow_none=True)
    seats = fields.Integer(required=True)
    signed_up = fields.Integer(required=True)
    seated = fields.Integer(required=True)
    came = fields.Integer(required=True)
    missed = fields.Integer(required=True)
    walk_ins = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    left = fields.Integer(required=True)
    rating = fields.Nested(StarsSchema, required=True)


class PanelNumbersSchema(NumbersSchema):
    """A panel in numbers, with when people asked for a place for the first time, and when they came in."""

    asked = fields.Nested(OverTimeSchema, required=True)
    arrivals = fields.List(fields.Nested(ArrivalsSchema), required=True)


class EditionNumbersSchema(Output):
    """The panels of an edition that the reader may host, in order of their start; `asked` is of all of them."""

    asked = fields.Nested(OverTimeSchema, required=True)
    panels = fields.List(fields.Nested(NumbersSchema), required=True)


class RateSchema(Input):
    """My rating of a panel I came to, and a few words if I like."""

    stars = Whole(1, 5, required=True)
    words = Text(LONGEST_WORDS, load_default="")


class RatingSchema(RecordSchema):
    """My rating of a panel; it can be changed for a week after the panel."""

    panel_id = fields.Integer(required=True)
    stars = fields.Integer(required=True)
    words = fields.String(required=True)
    rated_at = Moment(required=True)


class WordsSchema(Output):
    """What somebody who came wrote; hosts do not see who."""

    stars = fields.Integer(required=True)
    words = fields.String(required=True)
    rated_at = Moment(required=True)
