"""The one shape of every refusal: application/problem+json (RFC 9457)."""

from marshmallow import fields

from schemas.base import Output, Word
from schemas.words import RefusalCode


class ProblemSchema(Output):
    """Why the request was refused. `detail` is for people, `code` for programs, `errors` names fields.

    `about` are facts of the matter, such as when sign-up opens (`opens_at`) or what overlaps (`panel_id`).
    """

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = Word(RefusalCode, required=True)
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
    about = fields.Dict(keys=fields.String())
    request_id = fields.String(required=True)
