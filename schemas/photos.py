"""Shapes of photos."""

from marshmallow import fields

from schemas.base import Output


class PhotoSchema(Output):
    """A photo of a message: what it shows in words, its size in pixels, and the colour that holds its place."""

    id = fields.Integer(required=True)
    alt = fields.String(required=True)
    width = fields.Integer(required=True)
    height = fields.Integer(required=True)
    colour = fields.String(required=True)
