"""Shapes of the door: who comes in, who waits there, and the code that lets a helper work it."""

from marshmallow import ValidationError, fields, validate, validates_schema

from schemas.base import Id, Input, Line, Moment, Output, Word
from schemas.live import FrameSchema, Records
from schemas.panels import UUID, RosterSchema
from schemas.words import Outcome

LONGEST_CODE = 12  # as typed, with blanks or dashes
LONGEST_TICKET = 120
MOST_RELEASED = 500


class ActSchema(Input):
    """Something done at the door. `client_id` is made once a tap, `at` is when that was by the phone's clock.

    What was done without a connection is sent later, in its order; the same `client_id` is done once, for ever.
    """

    client_id = Line(36, required=True, validate=[UUID])
    at = Moment(required=True)


class CheckInSchema(ActSchema):
    """Somebody with a seat came in: their ticket's text as it was scanned, or their line of the roster."""

    ticket = Line(LONGEST_TICKET, shortest=1)
    signup_id = Id()

    @validates_schema
    def _check_one(self, values: dict[str, object], **_given: object) -> None:
        _one_of(values, "ticket", "signup_id")


class UndoAtDoorSchema(ActSchema):
    """They did not come in after all. `undoes` is the `client_id` of the check-in, so that only that is undone."""

    signup_id = Id(required=True)
    undoes = Line(36, validate=[UUID])


class WalkInSchema(ActSchema):
    """Somebody without a seat came in: a line of the roster, or a member who never signed up.

    `swap_from` is the panel whose seat they give up for this one.
    """

    signup_id = Id()
    person_id = Id()
    swap_from = Id(allow_none=True, load_default=None)

    @validates_schema
    def _check_one(self, values: dict[str, object], **_given: object) -> None:
        _one_of(values, "signup_id", "person_id")


class StandBySchema(ActSchema):
    """Somebody without a seat stands at the door, or (`here` false) went away again.

    A member who never signed up is put at the end of the line by this.
    """

    signup_id = Id()
    person_id = Id()
    here = fields.Boolean(load_default=True, truthy={True}, falsy={False})

    @validates_schema
    def _check_one(self, values: dict[str, object], **_given: object) -> None:
        _one_of(values, "signup_id", "person_id")


class ReleaseSchema(ActSchema):
    """These did not come: their seats go to those who stand at the door. Whoever came meanwhile is passed over."""

    signup_ids = fields.List(Id(), required=True, validate=validate.Length(min=1, max=MOST_RELEASED))


def _one_of(values: dict[str, object], *names: str) -> None:
    if sum(name in values for name in names) != 1:
        raise ValidationError(f"Please give either {' or '.join(names)}.", names[0])


class DoneSchema(Output):
    """What became of it: the person's line of the roster as it is now, one word, and a sentence for the host."""

    outcome = Word(Outcome, required=True)
    text = fields.String(required=True)
    entry = fields.Nested(RosterSchema, required=True)


class ReleasedSchema(Output):
    """Whose seats were released, as they stand now, and a sentence for the host."""

    text = fields.String(required=True)
    entries = fields.List(fields.Nested(RosterSchema), required=True)


class RosterRecordsSchema(Output):
    """The records of a roster frame by kind; a removed one is a tombstone."""

    roster = Records(RosterSchema)


class RosterFrameSchema(FrameSchema):
    """Changes of a panel's roster as a frame."""

    records = fields.Nested(RosterRecordsSchema, required=True)


class FoundPersonSchema(Output):
    """A member found by name, for the door and the console; never an address."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    affiliation = fields.String(required=True)


class FindPersonQuery(Input):
    """Words of a name or affiliation."""

    q = Line(100, required=True, shortest=2)


class HelperSchema(Output):
    """Somebody who works the door by its code."""

    person_id = fields.Integer(required=True)
    name = fields.String(required=True)
    at = Moment(required=True)


class DoorCodeSchema(Output):
    """The code of the door and who came by it; null without one. It ends with the panel."""

    code = fields.String(required=True, allow_none=True)
    ends_at = Moment(required=True, allow_none=True)
    helpers = fields.List(fields.Nested(HelperSchema), required=True)


class UseDoorCodeSchema(Input):
    """The code as it was typed; case, blanks and dashes do not matter."""

    code = Line(LONGEST_CODE, required=True, shortest=4)


class HelpingSchema(Output):
    """A panel whose door I may work by its code, until it ends (null: no time is set yet)."""

    panel_id = fields.Integer(required=True)
    slug = fields.String(required=True)
    title = fields.String(required=True)
    starts_at = Moment(required=True, allow_none=True)
    ends_at = Moment(required=True, allow_none=True)
