"""Every refusal and every fault leaves as one shape: application/problem+json (RFC 9457)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, g, has_request_context, request
from marshmallow import ValidationError as WrongShape
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree
from werkzeug.exceptions import HTTPException

from backend.core.errors import Busy, NoSpace, Refusal
from schemas.words import RefusalCode

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"
DISK_FULL = "53100"  # PostgreSQL's state

SENTENCES: Mapping[int, tuple[RefusalCode, str]] = {
    400: (RefusalCode.BAD_REQUEST, "This request could not be read."),
    404: (RefusalCode.NOT_FOUND, "There is nothing here, or nothing that you may see."),
    405: (RefusalCode.METHOD_NOT_ALLOWED, "This address does not take that method."),
    413: (RefusalCode.TOO_LARGE, "That is larger than this address takes."),
    415: (RefusalCode.UNSUPPORTED_TYPE, "This address does not take that type of content."),
    422: (RefusalCode.INVALID, "Some of this cannot be right; the fields are named."),
    500: (RefusalCode.BROKEN, "Something broke on our side, and is written down. Please try again in a while."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal or a fault on its way out: `errors` name fields, `headers` are for HTTP."""

    status: int
    code: RefusalCode
    detail: str
    errors: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, Any] | None = None

    def body(self) -> dict[str, Any]:
        """The shape schemas.errors.ProblemSchema."""
        problem = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": int(self.status),
            "detail": self.detail,
            "code": self.code,
            "request_id": g.get("request_id", ""),
        }
        if self.errors:
            problem["errors"] = {name: list(sentences) for name, sentences in self.errors.items()}
        if self.about:
            problem["about"] = dict(self.about)
        return problem


def register(app: Flask) -> None:
    """Answer refusals, HTTP errors and faults of this app as problems."""
    for kind in (Refusal, OperationalError, NoneFree, Exception):
        app.register_error_handler(kind, _answered)
    app.register_error_handler(HTTPException, http_error)


def of(error: Exception) -> Problem:
    """What to tell of this error; a fault is written to the log."""
    if isinstance(error, Refusal):
        return _refused(error)
    if isinstance(error, (OperationalError, NoneFree)):
        log.error("database.away", error=str(getattr(error, "orig", error))[:200])
        return _refused(NoSpace(retry_after=60) if _is_full(error) else Busy(retry_after=2))
    if isinstance(error, WrongShape):
        return Problem(422, *SENTENCES[422], errors=dict(_flat({"json": error.messages})))
    log.error("request.broken", route=_route(), error=type(error).__name__, exc_info=error)
    return Problem(500, *SENTENCES[500])


def _refused(refusal: Refusal) -> Problem:
    if refusal.status in {HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}:
        log.info("request.refused", code=refusal.code, route=_route())
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else {}
    return Problem(refusal.status, refusal.code, refusal.detail, refusal.errors, headers, refusal.about)


def _answered(error: Exception) -> Response:
    return answer(of(error))


def http_error(error: HTTPException) -> Response:
    """The problem for an error of werkzeug's or of the argument parser's."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:
        return Response(status=status, headers=error.get_headers())
    code, sentence = SENTENCES.get(status, SENTENCES[400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500])
    data: Mapping[str, Any] = getattr(error, "data", None) or {}
    kept = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    return answer(Problem(status, code, sentence, dict(_flat(data.get("messages", {}))) or None, kept))


def _is_full(error: BaseException | None) -> bool:
    """Whether it began with a full disk: SQLite then drops the transaction, and what is rolled back fails in turn."""
    while error is not None:
        said = getattr(error, "orig", None)
        if getattr(said, "sqlite_errorname", "") == "SQLITE_FULL" or getattr(said, "sqlstate", "") == DISK_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def _route() -> str | None:
    """The route's own words: a path may hold a secret, such as a calendar's address."""
    return request.url_rule.rule if has_request_context() and request.url_rule else None


def answer(problem: Problem) -> Response:
    """A problem response."""
    headers = {**problem.headers, "Cache-Control": "no-store"}
    return Response(json.dumps(problem.body()), problem.status, headers, mimetype=MEDIA_TYPE)


def _flat(messages: Any, at: str = "") -> Iterator[tuple[str, list[str]]]:
    """Nested validation messages as `links.0.url` -> sentences; the first step (json, query) is dropped."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            yield from _flat(inner, str(name) if at == "" else f"{at}.{name}")
    elif messages:
        yield (
            at.partition(".")[2] or at,
            [str(message) for message in (messages if isinstance(messages, list) else [messages])],
        )
