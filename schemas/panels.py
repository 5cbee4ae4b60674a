"""Shapes of panels: the panel with its seats, my signup at one, and what hosts see of everybody's."""

from marshmallow import fields, validate

from schemas.base import Id, Input, Line, Moment, Output, QueryWhole, RecordSchema, Word
from schemas.words import Place, Share

UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", error="This is not a UUID in small letters.")
LARGEST_NUMBER = 2**31 - 1
PAIR = validate.Length(equal=2)


class ReservedSchema(Output):
    """How many of the seats are kept, and for whom."""

    door = fields.Integer(required=True)
    first_timer = fields.Integer(required=True)
    invited = fields.Integer(required=True)


class PanelSchema(RecordSchema):
    """A session with seats; times are its session's.

    `free` can be taken right now and is 0 while there is a line. `line` are the line numbers that still wait, as
    ranges [from, to]: my position is how many of them are not above my own number. `closes_at` null is its start;
    `shut` was closed by a host. Before a lottery's draw (`draw_at`) `seed_digest` is the SHA-256 of `seed`, which is
    told after it: askers are drawn in the order of SHA-256 of "<seed>:<signup id>". `answer_steps` are pairs
    [minutes until it starts, minutes to answer an offer]; in the last `door_takes_over` minutes none is made.
    Questions are taken before `questions_until`.
    """

    session_id = fields.Integer(required=True)
    title = fields.String(required=True)
    starts_at = Moment(required=True, allow_none=True)
    ends_at = Moment(required=True, allow_none=True)
    cancelled = fields.Boolean(required=True)
    seats = fields.Integer(required=True)
    reserved = fields.Nested(ReservedSchema, required=True)
    line_open = fields.Boolean(required=True)
    opens_at = Moment(required=True, allow_none=True)
    closes_at = Moment(required=True, allow_none=True)
    shut = fields.Boolean(required=True)
    overlaps_allowed = fields.Boolean(required=True)
    answer_steps = fields.List(fields.List(fields.Integer(), validate=PAIR), required=True)
    door_takes_over = fields.Integer(required=True)
    release_minutes = fields.Integer(required=True)
    draw_at = Moment(required=True, allow_none=True)
    drawn_at = Moment(required=True, allow_none=True)
    seed_digest = fields.String(required=True, allow_none=True)
    seed = fields.String(required=True, allow_none=True)
    asked = fields.Integer(required=True)
    seated = fields.Integer(required=True)
    came = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    offered = fields.Integer(required=True)
    free = fields.Integer(required=True)
    line = fields.List(fields.List(fields.Integer(), validate=PAIR), required=True)
    host_ids = fields.List(fields.Integer(), required=True)
    blogger_ids = fields.List(fields.Integer(), required=True)
    questions_until = Moment(required=True, allow_none=True)


class SignupSchema(RecordSchema):
    """My place at a panel; the same record for ever, whatever becomes of it.

    `number` is my number in line (0 before a draw); `asked_at` is when the server received what I asked last.
    Until `held_until` what I gave up (`left_from`) can be taken back. An offer lapses at `offer_ends_at`;
    `swap_from` is the panel whose seat I would have to give up for it. `ticket` is what the door reads as a QR code.
    """

    panel_id = fields.Integer(required=True)
    place = Word(Place, required=True)
    share = Word(Share, required=True)
    number = fields.Integer(required=True)
    client_id = fields.String(required=True)
    asked_at = Moment(required=True)
    seated_at = Moment(required=True, allow_none=True)
    offer_ends_at = Moment(required=True, allow_none=True)
    swap_from = fields.Integer(required=True, allow_none=True, attribute="swap_from_id")
    came_at = Moment(required=True, allow_none=True)
    held_until = Moment(required=True, allow_none=True)
    left_from = Word(Place, required=True, allow_none=True)
    ticket = fields.String(required=True, allow_none=True)


class StandingSchema(SignupSchema):
    """My signup, and where I stand: `position` in line counts from 1 and is null for whoever does not wait."""

    position = fields.Integer(required=True, allow_none=True)


class SignUpSchema(Input):
    """I want a seat. The phone makes `client_id` once a tap, and sends the same when it sends again."""

    client_id = Line(36, required=True, validate=[UUID])
    swap_from = Id(allow_none=True, load_default=None)


class LeaveQuery(Input):
    """The line number that is given up; with a newer one nothing happens. Without it, whatever I have."""

    number = QueryWhole(-LARGEST_NUMBER, LARGEST_NUMBER, load_default=None)


class AnswerOfferSchema(Input):
    """My answer to an offer; `swap_from` is the panel whose seat I give up for it."""

    accept = fields.Boolean(required=True, truthy={True}, falsy={False})
    swap_from = Id(allow_none=True, load_default=None)


class RosterSchema(RecordSchema):
    """What hosts see of a signup; the record's id is the signup's. `standby_at`: in line, and standing at the door.

    `ticket_digest` is the SHA-256 of their ticket's text, so that a door without a connection can tell a forged one.
    """

    panel_id = fields.Integer(required=True)
    person_id = fields.Integer(required=True)
    name = fields.String(required=True, attribute="person.name")
    affiliation = fields.String(required=True, attribute="person.affiliation")
    place = Word(Place, required=True, attribute="signup.place")
    share = Word(Share, required=True, attribute="signup.share")
    number = fields.Integer(required=True, attribute="signup.number")
    first_timer = fields.Boolean(required=True, attribute="signup.first_timer")
    invited = fields.Boolean(required=True, attribute="signup.invited")
    asked_at = Moment(required=True, attribute="signup.asked_at")
    seated_at = Moment(required=True, allow_none=True, attribute="signup.seated_at")
    offer_ends_at = Moment(required=True, allow_none=True, attribute="signup.offer_ends_at")
    came_at = Moment(required=True, allow_none=True, attribute="signup.came_at")
    held_until = Moment(required=True, allow_none=True, attribute="signup.held_until")
    standby_at = Moment(required=True, allow_none=True, attribute="signup.standby_at")
    ticket_digest = fields.String(required=True, allow_none=True, attribute="signup.ticket_digest")
