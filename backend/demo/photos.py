"""The photos of the demo, put into messages that stand already: so a photo's row is there before its files."""

from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.chat.models import Message
from backend.chat.service import photos as service
from backend.core import db, feed
from backend.core.images import Picture
from backend.demo import drawing, shelf
from backend.people.models import Person


def hang() -> None:
    """Draw the pictures and put them into their messages, each in a transaction of its own.

    Raises:
        NoSpace, FilesAway: when files cannot be kept; the messages have words as well.
    """
    for entry in shelf.read("chat/photos")["message"]:
        with db.reading() as session:
            message = _said(session, entry["by"], entry["begins"])
        photo_ids = [_kept(message, name, alt, service.draw(drawing.picture(name))) for name, alt in entry["photos"]]
        with db.writing() as session:
            message = session.get_one(Message, message.id)
            service.attach(session, message.author_id, message, photo_ids)
            feed.touch(session, message, on=f"channel:{message.channel_id}")


def _said(session: Session, name: str, begins: str) -> Message:
    theirs = select(Message).join(Person, Person.id == Message.author_id).where(Person.email.startswith(f"{name}@"))
    return session.execute(theirs.where(Message.text.startswith(begins))).scalar_one()


def _kept(message: Message, name: str, alt: str, picture: Picture) -> int:
    client_id = str(uuid5(NAMESPACE_URL, f"https://lantern.example/photos/{name}"))
    with db.writing() as session:
        photo = service.bring(session, message.author_id, client_id, alt, picture, at=message.at)
    service.keep(photo, picture)
    with db.writing() as session:
        return service.ready(session, message.author_id, photo.id).id
