"""A conversation as lines of JSON: what `import-chat` takes in and what an export gives. One message a line."""

from marshmallow import fields

from schemas.base import Input, Line, Moment


class ImportedMessageSchema(Input):
    """One message of a community's past.

    `channel` is its title; one that is not there becomes a topic. `id` is the line's name in its own world: by it a
    message is known when the file comes again, and by it `reply_to` says which one is answered.
    """

    channel = Line(120, shortest=1, required=True)
    at = Moment(required=True)
    email = Line(320, shortest=3, required=True)
    name = Line(120, load_default="")
    text = fields.String(required=True)
    id = Line(200, load_default="")
    reply_to = Line(200, load_default="")
