"""The built front-end: hashed files before the app, the page itself for every address of the app."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, Response, abort, request
from werkzeug.exceptions import NotFound
from whitenoise import WhiteNoise

from backend.core import metrics, problems
from backend.core.gate import CONTENT_POLICY

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DIST = Path(__file__).parent.parent / "frontend" / "dist"
HASHED = "/assets/"
HEAD = re.compile("<!--share:head-->.*?<!--/share:head-->", re.DOTALL)
BODY = "<!--share:body-->"
BARE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><!--share:head--><!--/share:head--></head>'
    f'<body><div id="app">{BODY}</div></body></html>'
)
OWN_PLACES = ("/api/", HASHED)

site = Blueprint("site", __name__)


class _Files(WhiteNoise):  # type: ignore[misc] # the library is untyped
    """The built files, which say by which route they were asked for."""

    @staticmethod
    def serve(static_file: Any, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer with the file."""
        hashed = environ["PATH_INFO"].startswith(HASHED)
        environ[metrics.ROUTE] = f"{HASHED}<file>" if hashed else "/<file>"
        served: Iterable[bytes] = WhiteNoise.serve(static_file, environ, start_response)
        return served


def static_files(app: "WSGIApplication") -> "WSGIApplication":
    """Serve the built files before the app: hashed ones for ever, the others asked for anew each time."""
    if not DIST.exists():
        return app
    files = _Files(
        app,
        root=DIST,
        max_age=0,
        immutable_file_test=lambda _path, url: url.startswith(HASHED),
        mimetypes={".webmanifest": "application/manifest+json"},
        allow_all_origins=False,
    )
    files.files.pop("/index.html", None)
    layer: WSGIApplication = files
    return layer


def register(app: Flask) -> None:
    """Answer the app's addresses with its page, and unknown ones with the page that says so."""
    app.register_blueprint(site)
    app.register_error_handler(NotFound, not_here)


@site.get("/<any(m, meetings, chat, 'sign-in', me, desk, moderation, door, about):_place>")
@site.get("/<any(m, meetings, chat, 'sign-in', me, desk, moderation, door, about):_place>/<path:_rest>")
def app_page(_place: str, _rest: str = "") -> Response:
    """The app; what it shows at this address is its own to say."""
    return page()


@site.get("/api/docs")
def api_docs() -> Response:
    """The interactive reference of the API, from our own origin."""
    reply = _answer(_built("api-docs.html"))
    # The reference styles its elements inline; nothing on this page comes from a person.
    reply.headers["Content-Security-Policy"] = CONTENT_POLICY.replace("style-src", "style-src 'unsafe-inline'")
    return reply


def page(status: int = 200) -> Response:
    """The app's one page."""
    return _answer(_built("index.html"), status)


def page_with(head: str, body: str) -> Response:
    """The app's page with a head and a body of its own."""
    return _answer(text_with(head, body))


def text_with(head: str, body: str) -> str:
    """The app's page with a head and a body of its own, for those that run no script; the app takes its place.

    Without a built front-end the page is bare, and can be read all the same.
    """
    shell = _built("index.html") if (DIST / "index.html").exists() else BARE
    before, after = HEAD.split(shell, maxsplit=1)
    return f"{before}{head}{after}".replace(BODY, body, 1)


def _built(name: str) -> str:
    if not (DIST / name).exists():
        abort(503)
    return (DIST / name).read_text(encoding="utf-8")


def _answer(text: str, status: int = 200) -> Response:
    """A page that every visit asks for anew, so that an update is seen."""
    reply = Response(text, status, mimetype="text/html")
    reply.headers["Cache-Control"] = "no-cache"
    if status == HTTPStatus.OK:
        reply.add_etag()
        reply.make_conditional(request)
    return reply


def not_here(error: NotFound) -> Response:
    """What an address without anything answers: the app's page to a browser, else a problem."""
    reads_html = "text/html" in request.headers.get("Accept", "")
    if request.path.startswith(OWN_PLACES) or not reads_html or not (DIST / "index.html").exists():
        return problems.http_error(error)
    return page(404)
