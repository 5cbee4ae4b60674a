"""Photos and where they are sent, made the shortest way there is."""

from io import BytesIO
from pathlib import Path
from uuid import uuid4

from PIL import Image

from backend.chat.jobs import SWEEP
from backend.chat.models import Photo
from backend.core import db


def a_file(ink="#c01010", kind="JPEG", size=(400, 300)):
    file = BytesIO()
    Image.new("RGB", size, ink).save(file, kind)
    return file.getvalue()


def send(phone, body=None, *, client_id=None, alt="A red wall", name="photo.jpg"):
    """A photo on its way to the server; the answer."""
    body = a_file() if body is None else body
    form = {"photo": (BytesIO(body), name), "client_id": client_id or str(uuid4()), "alt": alt}
    return phone.post("/api/photos", data=form)


def a_photo(phone, **options):
    reply = send(phone, **options)
    assert reply.status_code == 201, reply.json
    return reply.json["id"]


def look(phone, photo_id, side=320, **options):
    return phone.get(f"/api/photos/{photo_id}/{side}", **options)


def sweep(settings):
    SWEEP.run(settings)


def kept(settings):
    """The photos that have files, by key, with how many."""
    names = [path.name for path in Path(settings.files_url).rglob("*.webp")]
    return {name.partition("-")[0]: len([one for one in names if one.startswith(name[:32])]) for name in names}


def rows():
    with db.reading() as session:
        return {photo.id: photo for photo in session.query(Photo)}
