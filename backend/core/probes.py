"""What a supervisor, a balancer and Prometheus ask: `/healthz`, `/readyz`, `/metrics`; answered before everything else.

The first two tell nothing but yes or no with the names of what is missing. The numbers are for this machine, or for
who has the token: a request that came through a proxy is not this machine's.
"""

import hmac
import json
import threading
from collections.abc import Callable, Iterable, Mapping
from ipaddress import ip_address
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from backend.core import db, metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PROXY_SIGNS = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP")
TEXT = "text/plain; charset=utf-8"
Answer = tuple[str, str, bytes]  # status, type, body


class Probes:
    """The layer. `checks` are named questions, each of which answers whether all is well."""

    def __init__(self, app: "WSGIApplication", checks: Mapping[str, Callable[[], bool]], *, token: str) -> None:
        self._app = app
        self._checks = {"database": _database, **checks}
        self._token = token
        self._leaving = threading.Event()
        self._answers = {"/healthz": _healthy, "/readyz": self._ready, "/metrics": self._metrics}

    def leave(self) -> None:
        """Be ready no more: this process is about to end."""
        self._leaving.set()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a probe; pass everything else on."""
        answer = self._answers.get(environ["PATH_INFO"])
        if answer is None or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._app(environ, start_response)
        status, kind, body = answer(environ)
        headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
        start_response(status, headers)
        return (b"",) if environ["REQUEST_METHOD"] == "HEAD" else (body,)

    def _ready(self, _environ: "WSGIEnvironment") -> Answer:
        missing = [name for name, well in self._checks.items() if not well()]
        if self._leaving.is_set():
            missing.append("leaving")
        status = "503 Service Unavailable" if missing else "200 OK"
        return status, "application/json", json.dumps({"ready": not missing, "missing": missing}).encode()

    def _metrics(self, environ: "WSGIEnvironment") -> Answer:
        if not self._may_see(environ):
            return "404 Not Found", TEXT, b"There is nothing here.\n"
        return "200 OK", "text/plain; version=0.0.4; charset=utf-8", metrics.told()

    def _may_see(self, environ: "WSGIEnvironment") -> bool:
        given = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ").encode()
        if self._token and hmac.compare_digest(given, self._token.encode()):
            return True
        return _of_this_machine(environ.get("REMOTE_ADDR", "")) and not any(sign in environ for sign in PROXY_SIGNS)


def _healthy(_environ: "WSGIEnvironment") -> Answer:
    return "200 OK", TEXT, b"ok\n"


def _database() -> bool:
    try:
        with db.reading() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _of_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
