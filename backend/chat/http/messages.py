"""Doors to messages: say something, change it, take it away; read on; add an emoji."""

from http import HTTPStatus
from typing import Any

from flask import Response

from backend.chat.queries import held, pages
from backend.chat.queries import showing as queries
from backend.chat.rules.sending import Saying
from backend.chat.service import editing, reacting, reading, removing, sending
from backend.chat.service.reacting import Reacted
from backend.core import db, limits, markup
from backend.core.http import Blueprint, as_is
from backend.people.signed_in import Reader, member, reader
from schemas import chat as shapes
from schemas.channels import MembershipSchema
from schemas.holding import HeldSchema

messages = Blueprint("messages", url_prefix="/api", description="What is said in channels")

MOST_SENT = "60 per minute"
MOST_CHANGED = "60 per minute"
MOST_REACTED = "120 per minute"
MOST_READ = "300 per minute"


@messages.get("/channels/<int:channel_id>/messages")
@messages.response(200, shapes.MessagesPageSchema)
@messages.arguments(shapes.MessagesQuery, location="query")
def read_messages(query: dict[str, Any], channel_id: int) -> Any:
    """A page of a channel: the newest, or around what is asked for; whoever may read the channel reads it."""
    asking = reader()
    with db.reading() as session:
        return pages.page_for(session, asking, channel_id, query)


@messages.post("/channels/<int:channel_id>/messages")
@messages.response(201, shapes.SentMessageSchema)
@messages.or_response(200, shapes.SentMessageSchema, description="It was sent before by this request")
@messages.or_response(202, HeldSchema, description="It waits for a look; sent again, it is told what became of it")
@member
@messages.arguments(shapes.PostMessageSchema)
def send_message(reader: Reader, values: dict[str, Any], channel_id: int) -> Any:
    """Say something in a channel; sent again by the same `client_id`, it is the message of the first time."""
    limits.spend(MOST_SENT, "send a message", str(reader.id))
    written = markup.understand(values["text"])  # before the turn: others wait for it
    saying = Saying(values["client_id"], written, values["reply_to"], tuple(values["photos"]))
    with db.writing(hot=f"channel:{channel_id}") as session:
        sent = sending.send(session, reader, channel_id, saying, alone=True)
    return _held(sent.held_id) if sent.held_id else (sent.shown, 201 if sent.new else 200)


@messages.patch("/messages/<int:message_id>")
@messages.response(200, shapes.SentMessageSchema)
@messages.or_response(202, HeldSchema, description="The new words wait for a look; the message keeps its old ones")
@member
@messages.arguments(shapes.EditMessageSchema)
def edit_message(reader: Reader, values: dict[str, Any], message_id: int) -> Any:
    """Change my message, within a day; what it said before can be read by whoever reads it."""
    limits.spend(MOST_CHANGED, "change a message", str(reader.id))
    written = markup.understand(values["text"])
    with db.writing() as session:
        held_id = editing.edit(session, reader, message_id, written, corrected=values["corrected"])
    if held_id:
        return _held(held_id)
    with db.reading() as session:
        return queries.messages_with(session, [message_id])[0]


def _held(held_id: int) -> Response:
    """What waits for a look; or, asked for again, what became of it."""
    with db.reading() as session:
        waiting = held.held_with(session, [held_id])[held_id]
    return as_is(HeldSchema().dump(waiting), HTTPStatus.ACCEPTED)


@messages.delete("/messages/<int:message_id>")
@messages.response(204)
@member
def remove_message(reader: Reader, message_id: int) -> None:
    """Take my message away; of its text nothing is kept."""
    limits.spend(MOST_CHANGED, "change a message", str(reader.id))
    with db.writing() as session:
        removing.remove_own(session, reader.id, message_id)


@messages.get("/messages/<int:message_id>/edits")
@messages.response(200, shapes.MessageEditSchema(many=True))
def read_edits(message_id: int) -> Any:
    """What a message said before it was changed, the oldest first."""
    asking = reader()
    with db.reading() as session:
        return pages.edits_for(session, asking, message_id)


@messages.get("/messages/<int:message_id>/thread")
@messages.response(200, shapes.ThreadSchema)
@messages.arguments(shapes.ThreadQuery, location="query")
def read_thread(query: dict[str, int], message_id: int) -> Any:
    """The chain of replies in which a message stands."""
    asking = reader()
    with db.reading() as session:
        return pages.thread_for(session, asking, message_id, query)


@messages.get("/messages/<int:message_id>/reactions")
@messages.response(200, shapes.ReactorsSchema(many=True))
def read_reactions(message_id: int) -> Any:
    """Who added which emoji."""
    asking = reader()
    with db.reading() as session:
        return pages.reactors_for(session, asking, message_id)


@messages.put("/messages/<int:message_id>/reactions/<emoji>")
@messages.response(200, shapes.WholeReactionSchema)
@messages.refuses(HTTPStatus.UNPROCESSABLE_ENTITY)  # it is not one emoji
@member
def add_reaction(reader: Reader, message_id: int, emoji: str) -> Reacted:
    """Add an emoji to a message."""
    return _react(reader, message_id, emoji, on=True)


@messages.delete("/messages/<int:message_id>/reactions/<emoji>")
@messages.response(200, shapes.WholeReactionSchema)
@messages.refuses(HTTPStatus.UNPROCESSABLE_ENTITY)  # it is not one emoji
@member
def take_reaction_back(reader: Reader, message_id: int, emoji: str) -> Reacted:
    """Take an emoji of mine back."""
    return _react(reader, message_id, emoji, on=False)


def _react(reader: Reader, message_id: int, emoji: str, *, on: bool) -> Reacted:
    limits.spend(MOST_REACTED, "react", str(reader.id))
    with db.writing() as session:
        return reacting.react(session, reader, message_id, emoji, on=on)


@messages.put("/channels/<int:channel_id>/read")
@messages.response(200, MembershipSchema)
@member
@messages.arguments(shapes.ReadSchema)
def mark_read(reader: Reader, values: dict[str, int], channel_id: int) -> Any:
    """I have read this channel so far; the mark moves forward only, and is the same on all my devices."""
    limits.spend(MOST_READ, "read", str(reader.id))
    with db.writing() as session:
        return reading.read(session, reader, channel_id, values["number"])
