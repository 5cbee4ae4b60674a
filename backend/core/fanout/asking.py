"""What is remembered of the request that opened a session: enough for cookies, hosts and Flask's request context.

A session lives for hours and a process has thousands, so the rest of the environment is let go of, the connection
to the web server above all.
"""

import io
import sys
from typing import TYPE_CHECKING

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
NO_BODY = io.BytesIO()


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
