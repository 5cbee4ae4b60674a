"""Doors to the plain pages and their pictures. They are public, and stand where the app's own pages stand."""

from http import HTTPStatus

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug import exceptions
from werkzeug.wrappers import Response as AnyResponse

from backend import site
from backend.chat.queries.settings import points_of, settings
from backend.core import clock, db, feed, snapshots
from backend.core.errors import NotFound
from backend.core.snapshots import Snapshot, encode
from backend.meetings import queries as meetings
from backend.meetings import rules
from backend.moderation.queries.transparency import transparency
from backend.people import queries as people
from backend.share import card, pages, queries
from backend.share.openness import of_transparency
from backend.share.pages import Page

A_DAY = 24 * 60 * 60

plain = Blueprint("share", __name__, template_folder="templates")


@plain.get("/")
def home() -> Response:
    """The community's front door."""
    return _read(_home())


@plain.get("/card.png")
def home_card() -> Response:
    """The picture of the community."""
    return _picture(_home())


@plain.get("/m/<slug>")
def meeting(slug: str) -> AnyResponse:
    """The short address of a meeting leads to its programme."""
    return redirect(url_for("share.programme", slug=slug))


@plain.get("/m/<slug>/programme")
def programme(slug: str) -> Response:
    """The whole programme of a meeting, written once per change."""

    def make() -> Snapshot:
        with db.reading() as session:
            shown = queries.programme_shown(session, slug)
            stream = meetings.stream_of(shown.meeting.id)
            head = feed.head_of(session, stream)
        text = site.text_with(*_parts(pages.of_programme(shown, _base())))
        return encode(stream, head, text.encode(), "text/html; charset=utf-8")

    return snapshots.of(current_app).answer(f"/m/{slug}/programme", make)


@plain.get("/m/<slug>/programme/card.png")
def programme_card(slug: str) -> Response:
    """The picture of a meeting."""
    return _picture(_programme(slug))


@plain.get("/m/<slug>/sessions/<int:session_id>")
def session_page(slug: str, session_id: int) -> Response:
    """One session."""
    return _read(_session(slug, session_id))


@plain.get("/m/<slug>/sessions/<int:session_id>/card.png")
def session_card(slug: str, session_id: int) -> Response:
    """The picture of a session."""
    return _picture(_session(slug, session_id))


@plain.get("/m/<slug>/panels/<int:panel_id>")
def panel_page(slug: str, panel_id: int) -> Response:
    """A session with seats."""
    return _read(_panel(slug, panel_id))


@plain.get("/m/<slug>/panels/<int:panel_id>/card.png")
def panel_card(slug: str, panel_id: int) -> Response:
    """The picture of a panel."""
    return _picture(_panel(slug, panel_id))


@plain.get("/m/<slug>/speakers/<int:speaker_id>")
def speaker_page(slug: str, speaker_id: int) -> Response:
    """A speaker with their sessions."""
    return _read(_speaker(slug, speaker_id))


@plain.get("/m/<slug>/speakers/<int:speaker_id>/card.png")
def speaker_card(slug: str, speaker_id: int) -> Response:
    """The picture of a speaker."""
    return _picture(_speaker(slug, speaker_id))


@plain.get("/m/<slug>/rooms/<int:room_id>")
def room_page(slug: str, room_id: int) -> Response:
    """A room with what takes place in it."""
    return _read(_room(slug, room_id))


@plain.get("/m/<slug>/rooms/<int:room_id>/card.png")
def room_card(slug: str, room_id: int) -> Response:
    """The picture of a room."""
    return _picture(_room(slug, room_id))


@plain.get("/m/<slug>/transparency")
def transparency_page(slug: str) -> Response:
    """What moderation did at a meeting."""
    return _read(_transparency(slug))


@plain.get("/m/<slug>/transparency/card.png")
def transparency_card(slug: str) -> Response:
    """The picture of what moderation did."""
    return _picture(_transparency(slug))


@plain.get("/chat/<int:channel_id>")
def channel_page(channel_id: int) -> Response:
    """A conversation that anybody may read; of others not even that they are there: the app says what it finds."""
    try:
        page = _channel(channel_id, request.args.get("at", type=int))
    except NotFound:
        return site.page()
    return _read(page)


@plain.get("/chat/<int:channel_id>/card.png")
def channel_card(channel_id: int) -> Response:
    """The picture of a conversation that anybody may read."""
    return _picture(_channel(channel_id, None))


@plain.errorhandler(NotFound)
def _nothing_here(_error: NotFound) -> Response:
    return site.not_here(exceptions.NotFound())


def _home() -> Page:
    with db.reading() as session:
        editions = meetings.all_meetings(session)
        current = rules.current(editions, at=clock.now())
        shown = next((meeting for meeting in editions if meeting.slug == current), None)
        return pages.of_home(people.community(session).name, editions, shown, _base())


def _programme(slug: str) -> Page:
    with db.reading() as session:
        return pages.of_programme(queries.programme_shown(session, slug), _base())


def _session(slug: str, session_id: int) -> Page:
    with db.reading() as session:
        return pages.of_session(queries.session_shown(session, slug, session_id), _base())


def _panel(slug: str, panel_id: int) -> Page:
    with db.reading() as session:
        return pages.of_panel(*queries.panel_shown(session, slug, panel_id), _base())


def _speaker(slug: str, speaker_id: int) -> Page:
    with db.reading() as session:
        return pages.of_speaker(*queries.speaker_shown(session, slug, speaker_id), _base())


def _room(slug: str, room_id: int) -> Page:
    with db.reading() as session:
        return pages.of_room(*queries.room_shown(session, slug, room_id), _base())


def _transparency(slug: str) -> Page:
    with db.reading() as session:
        points = {point["key"]: point["title"] for point in points_of(settings(session))}
        return of_transparency(meetings.meeting(session, slug), transparency(session, slug), points, _base())


def _channel(channel_id: int, number: int | None) -> Page:
    with db.reading() as session:
        name = people.community(session).name
        return pages.of_channel(name, queries.channel_shown(session, channel_id, number), _base())


def _base() -> str:
    address: str = current_app.config["SETTINGS"].public_url
    return address


def _read(page: Page) -> Response:
    return site.page_with(*_parts(page))


def _parts(page: Page) -> tuple[str, str]:
    return render_template("share/head.html", page=page), render_template(page.template, **page.context)


def _picture(page: Page) -> Response:
    reply = Response(mimetype="image/png")
    reply.set_etag(card.etag(page.card))
    reply.cache_control.public = True
    reply.cache_control.max_age = A_DAY
    if request.if_none_match.contains(reply.get_etag()[0] or ""):
        reply.status_code = HTTPStatus.NOT_MODIFIED
        return reply
    reply.set_data(card.png(page.card))
    return reply
