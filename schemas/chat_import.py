"""A conversation as lines of JSON: what `import-chat` takes in and what an export gives. One message a line."""

from marshmallow import fields, validate

from schemas.base import Input, Line, Moment
from schemas.chat import MOST_PHOTOS
from schemas.panels import UUID
from schemas.photos import LONGEST_ALT

IN_THE_ZIP = validate.Regexp(
    r"photos/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\Z", error="A photo is called photos/ and a plain name."
)


class ImportedPhotoSchema(Input):
    """A photo of a message: its file in the ZIP in which the lines stand, and what it shows in words."""

    file = fields.String(required=True, validate=IN_THE_ZIP)
    alt = Line(LONGEST_ALT, load_default="")


class ImportedMessageSchema(Input):
    """One message of a community's past.

    `channel` is its title; one that is not there becomes a topic. `id` is the line's name in its own world: by it a
    message is known when the file comes again, and by it `reply_to` says which one is answered. An export adds the
    `client_id` of the message, which is its author's name for it in every house: so one that is there already is known
    where it was said, too. With `photos`, `text` may be empty.
    """

    channel = Line(120, shortest=1, required=True)
    at = Moment(required=True)
    email = Line(320, shortest=3, required=True)
    name = Line(120, load_default="")
    text = fields.String(required=True)
    id = Line(200, load_default="")
    reply_to = Line(200, load_default="")
    client_id = Line(36, load_default="", validate=[UUID])
    photos = fields.List(
        fields.Nested(ImportedPhotoSchema), load_default=list, validate=validate.Length(max=MOST_PHOTOS)
    )
