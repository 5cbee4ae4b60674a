"""What is remembered of the request that opened a session: enough for cookies, hosts and Flask's request context.

A session lives for hours and a process has thousands, so the rest of the environment is let go of, the connection
to the web server above all.
"""

import io
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

KEPT = (
    "HTTP_COOKIE",
    "HTTP_HOST",
    "HTTP_ORIGIN",
    "HTTP_USER_AGENT",
    "PATH_INFO",
    "QUERY_STRING",
    "REMOTE_ADDR",
    "REQUEST_METHOD",
    "SCRIPT_NAME",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "flask.app",
    "wsgi.url_scheme",
)
ALIKE = {"HTTP_HOST", "HTTP_ORIGIN", "HTTP_USER_AGENT", "PATH_INFO", "QUERY_STRING", "SERVER_NAME", "SERVER_PORT"}
POLLING, WEBSOCKET = ("polling",), ("websocket",)  # as a query names them: once
NO_BODY = io.BytesIO()


@lru_cache(maxsize=256)
def query_of(text: str) -> Mapping[str, Sequence[str]]:
    """A query string's values by name: thousands open their sockets with the same one."""
    return {name: tuple(values) for name, values in parse_qs(text, keep_blank_values=True).items()}


def remembered(environ: "WSGIEnvironment") -> "WSGIEnvironment":
    """A small environment; what thousands have alike is kept once."""
    kept = {
        name: sys.intern(environ[name]) if name in ALIKE and type(environ[name]) is str else environ[name]
        for name in KEPT
        if name in environ
    }
    kept["wsgi.input"] = NO_BODY
    kept["wsgi.errors"] = sys.stderr
    return kept
