"""The opening handshake of a WebSocket (RFC 6455, section 4.2), and taking the connection out of the web server.

The connection is the server's own: gunicorn gives its socket with the request, and lets go of it when the
application raises StopIteration. We detach it before, so that the server closes nothing and its greenlet ends.
"""

import _socket
import base64
import binascii
import hashlib
import socket
import ssl
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
KEY_BYTES = 16


def accept_key(environ: "WSGIEnvironment") -> bytes | None:
    """The value of Sec-WebSocket-Accept; None when this is not a WebSocket's handshake as it must be."""
    wanted = {part.strip() for part in environ.get("HTTP_CONNECTION", "").lower().split(",")}
    key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
    if "upgrade" not in wanted or environ.get("HTTP_UPGRADE", "").lower() != "websocket":
        return None
    if environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13" or not _is_key(key):
        return None
    return base64.b64encode(hashlib.sha1(key.encode() + GUID, usedforsecurity=False).digest())


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, validate=True)) == KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def switching(accept: bytes) -> bytes:
    """The answer that opens the WebSocket. No extension is accepted: compression costs more than it saves here."""
    return (
        b"HTTP/1.1 101 Switching Protocols\r\n"
        b"Upgrade: websocket\r\n"
        b"Connection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )


def connection(environ: "WSGIEnvironment") -> socket.socket | None:
    """The web server's connection; None where the server does not give it, or speaks TLS itself."""
    given = environ.get("gunicorn.socket")
    return None if given is None or isinstance(given, ssl.SSLSocket) else cast("socket.socket", given)


def taken_over(given: socket.socket, keep_in_kernel: int) -> socket.socket:
    """The same connection, not blocking, apart from the web server; the system keeps so many bytes for it."""
    family = given.family
    raw = _socket.socket(fileno=given.detach())
    raw.setblocking(False)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, keep_in_kernel)
    if family != socket.AF_UNIX:
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return cast("socket.socket", raw)
