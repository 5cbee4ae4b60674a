"""Shapes of the guidelines: every edition of them, and the points that one can be held to."""

from marshmallow import fields, validate

from schemas.base import Input, Line, Moment, Output, Text

LONGEST_KEY = 40
KEY = validate.Regexp(r"^[a-z][a-z0-9_]*\Z", error="Please use small letters, digits and _ only.")


class PointSchema(Output):
    """A point of the guidelines that one can be held to."""

    key = fields.String(required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)


class GuidelinesSchema(Output):
    """The guidelines as they stood from `at` on (null: from the beginning); `newest` is the edition in force."""

    number = fields.Integer(required=True)
    newest = fields.Integer(required=True)
    at = Moment(required=True, allow_none=True)
    guidelines = fields.String(required=True)
    points = fields.List(fields.Nested(PointSchema), required=True)


class PointInput(Input):
    """A point of the guidelines: `key` stays the same for ever, since decisions name it."""

    key = Line(LONGEST_KEY, shortest=1, required=True, validate=[KEY])
    title = Line(80, shortest=1, required=True)
    text = Text(500, shortest=1, required=True)
