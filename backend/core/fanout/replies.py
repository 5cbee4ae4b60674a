"""The answers of Engine.IO's path to HTTP requests."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse


@dataclass(frozen=True, slots=True)
class Reply:
    """A status and a body of text."""

    status: str
    body: bytes
    retry_after: int = 0


BAD = Reply("400 Bad Request", b"bad request")
OK = Reply("200 OK", b"ok")
FOREIGN = Reply("400 Bad Request", b"not from here")
LARGE = Reply("413 Content Too Large", b"too large")
FULL = Reply("503 Service Unavailable", b"full", retry_after=5)
LEAVING = Reply("503 Service Unavailable", b"leaving", retry_after=2)


def text(body: str) -> Reply:
    """A payload of packets."""
    return Reply("200 OK", body.encode())


def start(start_response: "StartResponse", reply: Reply) -> Iterable[bytes]:
    """Answer a request as WSGI wants it."""
    headers = [
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Length", str(len(reply.body))),
        ("Cache-Control", "no-store"),
    ]
    if reply.retry_after:
        headers.append(("Retry-After", str(reply.retry_after)))
    start_response(reply.status, headers)
    return [reply.body]
