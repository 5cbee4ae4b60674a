"""The built front-end: hashed files before the app, the page itself for every address of the app."""

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, abort, request, send_from_directory
from werkzeug.exceptions import NotFound
from whitenoise import WhiteNoise

from backend.core import problems
from backend.core.gate import CONTENT_POLICY

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

DIST = Path(__file__).parent.parent / "frontend" / "dist"
HASHED = "/assets/"
OWN_PLACES = ("/api/", HASHED)

site = Blueprint("site", __name__)


def static_files(app: "WSGIApplication") -> "WSGIApplication":
    """Serve the built files before the app: hashed ones for ever, the others asked for anew each time."""
    if not DIST.exists():
        return app
    files = WhiteNoise(
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
    app.register_error_handler(NotFound, _not_here)


@site.get("/")
@site.get("/<any(m, meetings, 'sign-in', me, desk, about):_place>")
@site.get("/<any(m, meetings, 'sign-in', me, desk, about):_place>/<path:_rest>")
def app_page(_place: str = "", _rest: str = "") -> Response:
    """The app; what it shows at this address is its own to say."""
    return page()


@site.get("/api/docs")
def api_docs() -> Response:
    """The interactive reference of the API, from our own origin."""
    reply = _built("api-docs.html")
    # The reference styles its elements inline; nothing on this page comes from a person.
    reply.headers["Content-Security-Policy"] = CONTENT_POLICY.replace("style-src", "style-src 'unsafe-inline'")
    return reply


def page(status: int = 200) -> Response:
    """The app's one page."""
    reply = _built("index.html")
    reply.status_code = status
    return reply


def _built(name: str) -> Response:
    """A built page, which every visit asks for anew, so that an update is seen."""
    if not (DIST / name).exists():
        abort(503)
    reply = send_from_directory(DIST, name, max_age=0)
    reply.headers["Cache-Control"] = "no-cache"
    return reply


def _not_here(error: NotFound) -> Response:
    reads_html = "text/html" in request.headers.get("Accept", "")
    if request.path.startswith(OWN_PLACES) or not reads_html or not (DIST / "index.html").exists():
        return problems.http_error(error)
    return page(404)
