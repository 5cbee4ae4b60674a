"""What every request passes: a known host, our own origin on writes, a number for the log, and safe headers."""

import secrets
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog
from flask import Flask, Request, Response, g, request
from flask.sessions import NullSession, SessionInterface, SessionMixin

from backend.core import metrics
from backend.core.errors import ForeignOrigin
from backend.settings import LOCAL_HOSTS, Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = structlog.get_logger()

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_REQUEST = 25 * 1024 * 1024

CONTENT_POLICY = (
    "default-src 'self'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data: blob:; "
    "connect-src 'self'; "
    "object-src 'none'; "
    "base-uri 'none'; "
    "form-action 'self'; "
    "frame-ancestors 'none'"
)


class _NoSessions(SessionInterface):
    """Flask's own session is of no use here, and to open one costs as much as a query: there is none."""

    def open_session(self, app: Flask, request: Request) -> NullSession:  # noqa: ARG002 - Flask's form
        """An empty one that refuses to be written to."""
        return NullSession()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Nothing to save."""


def guard(app: Flask, settings: Settings) -> None:
    """Stand before every route of the app."""
    app.session_interface = _NoSessions()
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.config["TRUSTED_HOSTS"] = sorted(_hosts(settings))
    origins = settings.origins

    @app.before_request
    def _enter() -> None:
        g.request_id = secrets.token_hex(8)
        g.entered = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)
        _ = request.host  # refused here when the name is not ours
        if request.method not in SAFE_METHODS:
            _check_origin(origins, anywhere_local=not settings.production)

    @app.after_request
    def _leave(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
        route = request.url_rule.rule if request.url_rule else ""
        took = time.perf_counter() - g.get("entered", time.perf_counter())
        request.environ[metrics.ROUTE] = route
        log.info(
            "request",
            method=request.method,
            route=route or None,
            status=response.status_code,
            ms=round(took * 1000, 1),
        )
        return response


def _hosts(settings: Settings) -> set[str]:
    hosts = {settings.host, *settings.extra_hosts}
    return hosts | set(LOCAL_HOSTS) | {"[::1]"} if settings.local else hosts


def _check_origin(origins: frozenset[str], *, anywhere_local: bool) -> None:
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    if site not in {None, "same-origin"} or (origin is None and site is None):
        raise ForeignOrigin
    if origin is None or origin in origins:
        return
    if not (anywhere_local and urlsplit(origin).hostname in LOCAL_HOSTS):
        raise ForeignOrigin


def safe_headers(app: "WSGIApplication", *, https: bool) -> "WSGIApplication":
    """Put the security headers on every answer, those of the layers before the app too."""
    headers = [
        ("Content-Security-Policy", CONTENT_POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(self), geolocation=(), microphone=()"),
    ]
    if https:
        headers.append(("Strict-Transport-Security", "max-age=31536000"))

    def with_headers(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, given: list[tuple[str, str]], *more: object) -> Callable[[bytes], object]:
            present = {name.lower() for name, _ in given}
            added = [pair for pair in headers if pair[0].lower() not in present]
            return start_response(status, [*given, *added], *more)  # type: ignore[arg-type] # exc_info, passed through

        return app(environ, start)

    return with_headers
