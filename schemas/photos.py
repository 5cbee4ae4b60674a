"""Shapes of photos."""

from marshmallow import fields

from schemas.base import Input, Line, Output, Upload
from schemas.panels import UUID

LONGEST_ALT = 500
SIDES = (320, 1080, 2048)  # pixels of the longest side


class SendPhotoForm(Input):
    """What goes with a photo: the phone makes `client_id` once a photo, and sends the same when it sends again.

    `alt` says what it shows, for those who hear it.
    """

    client_id = Line(36, required=True, validate=[UUID])
    alt = Line(LONGEST_ALT, load_default="")


class SendPhotoFile(Input):
    """The photo: JPEG, PNG, WebP, AVIF or HEIC, of 40 million pixels and 25 MB at most."""

    photo = Upload()


class DescribePhotoSchema(Input):
    """What a photo shows."""

    alt = Line(LONGEST_ALT, required=True)


class PhotoSchema(Output):
    """A photo of a message: what it shows in words, its size in pixels, and the colour that holds its place."""

    id = fields.Integer(required=True)
    alt = fields.String(required=True)
    width = fields.Integer(required=True)
    height = fields.Integer(required=True)
    colour = fields.String(required=True)
