"""Doors to photos: sent before their message, shown to whoever may read it."""

from typing import Any

from flask import Response, request

from backend.chat.models import Photo
from backend.chat.queries import photos as queries
from backend.chat.rules.photos import file_of
from backend.chat.service import photos as service
from backend.core import clock, db, limits, storage
from backend.core.errors import Invalid, NotFound
from backend.core.http import Blueprint
from backend.people.signed_in import Reader, member, reader
from schemas import photos as shapes

MOST_AT_ONCE = "30 per minute"
WEBP = "image/webp"
# What is shown is a picture and nothing else, whoever opens it by itself.
NOTHING_ELSE = "default-src 'none'; sandbox"

photos = Blueprint("photos", url_prefix="/api/photos", description="Photos of messages")


@photos.post("")
@photos.response(201, shapes.PhotoSchema)
@photos.or_response(200, shapes.PhotoSchema, description="It was sent before by this request")
@member
@photos.arguments(shapes.SendPhotoForm, location="form")
@photos.arguments(shapes.SendPhotoFile, location="files")
def send_photo(asking: Reader, form: dict[str, Any], _files: dict[str, Any]) -> Any:
    """Send a photo that a message of mine will show; only what can be seen of it is kept."""
    limits.spend(MOST_AT_ONCE, "photos", str(asking.id))
    with db.reading() as session:
        known = service.sent_before(session, asking.id, form["client_id"], clock.now())
    return (known, 200) if known else (_taken_in(asking.id, **form), 201)


def _taken_in(owner_id: int, client_id: str, alt: str) -> Photo:
    upload = request.files.get("photo")
    if upload is None:
        raise Invalid("Choose a photo.", errors={"photo": ["Choose a photo."]})
    with upload.stream as file:
        picture = service.draw(file)
    with db.writing() as session:
        photo = service.begin(session, owner_id, client_id, alt, picture)
    service.keep(photo, picture)
    with db.writing() as session:
        return service.ready(session, owner_id, photo.id)


@photos.get("/<int:photo_id>/<int:side>")
@photos.response(200, content_type=WEBP)
def show_photo(photo_id: int, side: int) -> Response:
    """A photo at most so many pixels wide and high (320, 1080 or 2048), for whoever may read its message."""
    if side not in shapes.SIDES:
        raise NotFound
    with db.reading() as session:
        key = queries.key_for(session, reader(), photo_id)
    reply = Response(mimetype=WEBP)
    reply.set_etag(f"{key}-{side}")
    reply.cache_control.private, reply.cache_control.no_cache = True, True  # asked for each time: it may be gone
    reply.headers["Content-Security-Policy"] = NOTHING_ELSE
    reply.headers["Content-Disposition"] = f'inline; filename="photo-{photo_id}.webp"'
    reply.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if not request.if_none_match.contains(reply.get_etag()[0] or ""):
        reply.set_data(storage.current().read(file_of(key, side)))
        return reply
    reply.status_code = 304
    return reply


@photos.patch("/<int:photo_id>")
@photos.response(200, shapes.PhotoSchema)
@member
@photos.arguments(shapes.DescribePhotoSchema)
def describe_photo(asking: Reader, values: dict[str, Any], photo_id: int) -> Photo:
    """Say what a photo of mine shows; once it was sent, everybody who sees it is told."""
    with db.writing() as session:
        return service.describe(session, asking, photo_id, values["alt"])


@photos.delete("/<int:photo_id>")
@photos.response(204)
@member
def discard_photo(asking: Reader, photo_id: int) -> None:
    """Throw away a photo of mine that was not sent."""
    with db.writing() as session:
        service.discard(session, asking.id, photo_id)
