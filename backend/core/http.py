"""Doors: a Blueprint whose errors are documented as problems, and the API that collects them."""

import json
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, Self, cast

import flask_smorest
from apispec import BasePlugin
from flask import Flask, Request, Response
from flask_smorest.arguments import ArgumentsMixin
from flask_smorest.spec import MarshmallowPlugin
from flask_smorest.utils import prepare_response
from marshmallow import Schema
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, HTTPException, NotFound, UnsupportedMediaType
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter, ValidationError

from backend.core import problems
from schemas import base
from schemas.errors import ProblemSchema
from schemas.live import Records, TombstoneSchema

DEVICE = "device"
SIGNED_IN = {
    "type": "apiKey",
    "in": "cookie",
    "name": "fireside",
    "description": "The cookie that signing in gives to a device; under https its name begins with `__Host-`.",
}

Shape = Schema | type[Schema]
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class _Parser(FlaskParser):
    """Bodies must be JSON and be called so; unknown fields are refused wherever they stand."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {}  # noqa: RUF012 - webargs' form
    DEFAULT_VALIDATION_STATUS = 422

    def load_json(self, req: Request, schema: Schema) -> Any:  # noqa: ARG002 - webargs' form
        """The body as JSON values; one that nests too deeply to be read is as unreadable as any other."""
        if not req.is_json:
            raise UnsupportedMediaType
        try:
            return json.loads(req.get_data().decode("utf-8"), parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise BadRequest from error


def _no_number(name: str) -> None:
    raise ValueError(name)


class _IdConverter(IntegerConverter):
    """An id in a path: what no database could hold is not found."""

    def __init__(self, url_map: Map, **bounds: Any) -> None:
        super().__init__(url_map, **({"min": 1, "max": base.LARGEST_ID} | bounds))

    def to_python(self, value: str) -> int:
        """The number; said here to be nothing, or the router would speak of the path's other methods (405)."""
        try:
            return int(super().to_python(value))
        except ValidationError as error:
            raise NotFound from error


class _NameConverter(UnicodeConverter):
    """A name in a path: with characters that no database could compare it is not found."""

    def to_python(self, value: str) -> str:
        """The name as it stands."""
        if "\0" in value:
            raise NotFound
        return value


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc] # the library is untyped
    """A feature's doors."""

    ARGUMENTS_PARSER: ArgumentsMixin = _Parser()

    def __init__(self, name: str, *, url_prefix: str, description: str) -> None:
        super().__init__(name, name, url_prefix=url_prefix, description=description)

    def get(self, rule: str, **options: Any) -> Decorator:
        """A door to look through."""
        return self._door("GET", rule, options)

    def post(self, rule: str, **options: Any) -> Decorator:
        """A door that makes something."""
        return self._door("POST", rule, options)

    def put(self, rule: str, **options: Any) -> Decorator:
        """A door that sets something; doing it twice is doing it once."""
        return self._door("PUT", rule, options)

    def patch(self, rule: str, **options: Any) -> Decorator:
        """A door that changes the fields that are sent."""
        return self._door("PATCH", rule, options)

    def delete(self, rule: str, **options: Any) -> Decorator:
        """A door that takes something away."""
        return self._door("DELETE", rule, options)

    def response(self, status: int, schema: Shape | None = None, **options: Any) -> Decorator:
        """What the door answers when all went well."""
        return cast("Decorator", super().response(status, schema, **options))

    def or_response(self, status: int, schema: Shape, **options: Any) -> Decorator:
        """What else the door may answer when all went well."""
        return cast("Decorator", super().alt_response(status, schema=schema, **options))

    def refuses(self, status: HTTPStatus) -> Decorator:
        """A problem that the door may answer with, and that what it takes does not tell."""
        return cast("Decorator", super().alt_response(status.value, status.name))

    def arguments(self, schema: Shape, **options: Any) -> Decorator:
        """What the door takes; given to it after the reader."""
        return cast("Decorator", super().arguments(schema, **options))

    def doc(self, **words: Any) -> Decorator:
        """What the contract says of the door beyond its docstring."""
        return cast("Decorator", super().doc(**words))

    def _door(self, method: str, rule: str, options: dict[str, Any]) -> Decorator:
        return cast("Decorator", self.route(rule, methods=[method], **options))


def guarded(door: Callable[..., Any]) -> None:
    """Write in the contract that this door opens only to somebody who is signed in."""
    known = getattr(door, "_apidoc", {})
    door._apidoc = known | {"manual_doc": {"security": [{DEVICE: []}]}}  # type: ignore[attr-defined] # noqa: SLF001 - the library's own mark


class _Refusals(BasePlugin):
    """Writes at every door which refusals it gives, told from what the door takes and who may open it."""

    def operation_helper(
        self, path: str | None = None, operations: dict[str, Any] | None = None, **_given: Any
    ) -> None:
        """Add to each operation of the path the problems it may answer with."""
        for method, operation in (operations or {}).items():
            for status in _refusals(path or "", method, operation):
                operation["responses"].setdefault(str(status.value), status.name)


def _refusals(path: str, method: str, operation: dict[str, Any]) -> Iterator[HTTPStatus]:
    yield HTTPStatus.BAD_REQUEST
    yield HTTPStatus.SERVICE_UNAVAILABLE
    changes = method not in {"get", "head", "options"}
    if "security" in operation or changes:
        yield from (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
    if changes:
        yield from (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS)
    if "{" in path:
        yield HTTPStatus.NOT_FOUND
    if "requestBody" in operation:
        yield from (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


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


def as_is(payload: Any, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """An answer that is already in the shape of its schema (a frame), so that nothing is dumped twice."""
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return Response(body, status, mimetype="application/json")


def _records(converter: Any, field: Any, **_given: Any) -> dict[str, Any]:
    """Document a frame's list of records: each is the record or its tombstone."""
    if not isinstance(field, Records):
        return {}
    shapes = (field.record, TombstoneSchema)
    return {"items": {"anyOf": [converter.resolve_nested_schema(shape) for shape in shapes]}}


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
    app.url_map.converters |= {"int": _IdConverter, "default": _NameConverter, "string": _NameConverter}
    plugin = MarshmallowPlugin()
    api = Api(spec_kwargs={"marshmallow_plugin": plugin, "extra_plugins": [_Refusals()]})
    api.init_app(app)
    api.spec.components.security_scheme(DEVICE, SIGNED_IN)
    teach(plugin)
    return api


def teach(plugin: MarshmallowPlugin) -> None:
    """Tell what writes shapes into a contract of our own fields; it must belong to a contract already."""
    plugin.converter.add_attribute_function(_records)
    for field, kind in (
        (base.Line, ("string", None)),
        (base.Text, ("string", None)),
        (base.WebAddress, ("string", "uri")),
        (base.Bytes, ("string", None)),
        (base.Moment, ("string", "date-time")),
        (base.Whole, ("integer", None)),
        (base.Id, ("integer", None)),
        (base.QueryWhole, ("integer", None)),
    ):
        plugin.map_to_openapi_type(field, *kind)
