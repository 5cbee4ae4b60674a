"""What many people read is encoded and compressed once per change, and served from memory before the app.

A snapshot belongs to a path and a stream. It is built when first asked for, answered with an ETag, and made
anew once the stream's head has moved: at once after a commit of this process, within `CHECK_EVERY` seconds after
one of another process. While the database is away, what is kept goes on being answered. Brotli 5 comes first;
brotli 11 (a second or two for a thousand sessions) replaces it from a thread of its own.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from gzip import compress as gzip
from hashlib import blake2b
from typing import TYPE_CHECKING

import brotli
import structlog
from flask import Flask, Response, request
from gevent import monkey
from sqlalchemy.exc import OperationalError

from backend.core import metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = structlog.get_logger()

CHECK_EVERY = 0.5  # seconds
QUICK, DENSE = 5, 11
MOST_KEPT = 64


@dataclass(slots=True)
class Snapshot:
    """One encoded answer. `bodies` maps a content coding ("br", "gzip", "") to its bytes."""

    stream: str
    head: int
    content_type: str
    etag: str
    bodies: dict[str, bytes]
    route: str = ""
    checked: float = field(default_factory=time.monotonic)


def encode(stream: str, head: int, body: bytes, content_type: str) -> Snapshot:
    """Compress `body` for every client; the dense form follows from a thread."""
    digest = blake2b(body, digest_size=12).hexdigest()
    bodies = {"": body, "gzip": gzip(body, 6, mtime=0), "br": brotli.compress(body, quality=QUICK)}
    made = Snapshot(stream, head, content_type, f'W/"{digest}"', bodies)
    # A thread of the system: gevent's would be a greenlet, and hold up every request for seconds.
    monkey.get_original("_thread", "start_new_thread")(_densify, (made, body))
    return made


def _densify(snapshot: Snapshot, body: bytes) -> None:
    snapshot.bodies["br"] = brotli.compress(body, quality=DENSE)


class Snapshots:
    """The layer before the app. `head_of(stream)` asks the database where the stream stands."""

    def __init__(self, app: "WSGIApplication", head_of: Callable[[str], int]) -> None:
        self._app = app
        self._head_of = head_of
        self._kept: dict[str, Snapshot] = {}
        self._making = threading.Lock()
        self._moved: dict[str, int] = {}

    def answer(self, path: str, make: Callable[[], Snapshot]) -> Response:
        """Answer from a new snapshot, and `path` from it until its stream moves on.

        After a change many ask at once: one makes it, the others wait for that.
        """
        with self._making:
            made = self._fresh(path) or self._made(path, make)
        status, headers, body = _reply(made, request.environ)
        return Response(body, status, headers)

    def _made(self, path: str, make: Callable[[], Snapshot]) -> Snapshot:
        self._moved = {}
        made = make()
        made.route = request.url_rule.rule if request.url_rule else ""
        if self._moved.get(made.stream, 0) <= made.head:  # else a change came while it was being made
            self._keep(path, made)
        return made

    def _keep(self, path: str, snapshot: Snapshot) -> None:
        if len(self._kept) >= MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[path] = snapshot

    def ring(self, heads: Mapping[str, int]) -> None:
        """Forget what these streams made old."""
        self._moved.update(heads)
        for path, snapshot in list(self._kept.items()):
            if snapshot.stream in heads:
                self._kept.pop(path, None)

    def forget(self) -> None:
        """Drop every snapshot."""
        self._kept.clear()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a plain GET of a kept path; pass everything else on."""
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] == "GET" and not environ.get("QUERY_STRING") and (kept := self._fresh(path)):
            status, headers, body = _reply(kept, environ)
            environ[metrics.ROUTE] = kept.route
            start_response(status, headers)
            return (body,)
        return self._app(environ, start_response)

    def _fresh(self, path: str) -> Snapshot | None:
        kept = self._kept.get(path)
        if kept is None or time.monotonic() - kept.checked < CHECK_EVERY:
            return kept
        kept.checked = time.monotonic()
        if self._stands(kept):
            return kept
        self._kept.pop(path, None)
        return None

    def _stands(self, kept: Snapshot) -> bool:
        """Whether this is still how things are, as far as can be known: while the database is away, it is."""
        try:
            return self._head_of(kept.stream) == kept.head
        except OperationalError as error:
            log.warning("snapshot.not_checked", stream=kept.stream, error=type(error).__name__)
            return True


def _reply(kept: Snapshot, environ: "WSGIEnvironment") -> tuple[str, list[tuple[str, str]], bytes]:
    """Status, headers and body for a client that may know the snapshot already."""
    headers = [("ETag", kept.etag), ("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding")]
    if kept.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        return "304 Not Modified", headers, b""
    coding = best_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = kept.bodies[coding]
    headers += [("Content-Type", kept.content_type), ("Content-Length", str(len(body)))]
    return "200 OK", [*headers, ("Content-Encoding", coding)] if coding else headers, body


def best_coding(accepted: str) -> str:
    """The densest content coding the client takes: "br", "gzip" or none; `;q=0` refuses one."""
    offered = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.strip().partition(";")
        offered[name.strip()] = weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((coding for coding in ("br", "gzip") if offered.get(coding)), "")


def of(app: Flask) -> Snapshots:
    """The layer that stands before this app."""
    layer: Snapshots = app.extensions["snapshots"]
    return layer
