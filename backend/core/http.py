"""Doors: a Blueprint whose errors are documented as problems, and the API that collects them."""

from http import HTTPStatus
from typing import Any, Self

import flask_smorest
from flask import Flask
from flask_smorest.arguments import ArgumentsMixin
from flask_smorest.spec import MarshmallowPlugin
from flask_smorest.utils import prepare_response
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import HTTPException

from backend.core import problems
from schemas import base
from schemas.errors import ProblemSchema

PROBLEMS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


class _Parser(FlaskParser):
    """Unknown fields are refused wherever they stand; each schema says so itself."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {}  # noqa: RUF012 - webargs' form
    DEFAULT_VALIDATION_STATUS = 422


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc] # the library is untyped
    """A feature's doors."""

    ARGUMENTS_PARSER: ArgumentsMixin = _Parser()

    def __init__(self, name: str, *, url_prefix: str, description: str) -> None:
        super().__init__(name, name, url_prefix=url_prefix, description=description)


class Api(flask_smorest.Api):  # type: ignore[misc] # the library is untyped
    """The API: every error is a ProblemSchema in application/problem+json, in the answer and in the contract."""

    ERROR_SCHEMA = ProblemSchema

    def _register_responses(self: Self) -> None:
        for status in HTTPStatus:
            self._register_problem(status.name, status.phrase)
        self._register_problem("DEFAULT_ERROR", "Why the request was refused")

    def _register_problem(self, name: str, description: str) -> None:
        response = {"description": description, "schema": ProblemSchema}
        prepare_response(response, self.spec, problems.MEDIA_TYPE)
        self.spec.components.response(name, response, lazy=True)

    def handle_http_exception(self, error: HTTPException) -> Any:
        """Answer as every other error is answered."""
        return problems.http_error(error)


def make_api(app: Flask) -> Api:
    """The API of this app, with its contract at /api/openapi.json."""
    app.config.update(
        API_TITLE="Fireside",
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        API_SPEC_OPTIONS={
            "info": {
                "description": "The app of an annual meeting. See docs/api.md.",
                "license": {"name": "MIT", "identifier": "MIT"},
            },
        },
    )
    plugin = MarshmallowPlugin()
    api = Api(spec_kwargs={"marshmallow_plugin": plugin})
    api.init_app(app)
    for field, kind in (
        (base.Line, ("string", None)),
        (base.Text, ("string", None)),
        (base.WebAddress, ("string", "uri")),
        (base.Moment, ("string", "date-time")),
        (base.Whole, ("integer", None)),
        (base.Id, ("integer", None)),
        (base.QueryWhole, ("integer", None)),
    ):
        api.register_field(field, *kind)
    return api
