"""The door at which a phone asks what it has to forget."""

from typing import Any

from backend.chat.queries import gone as queries
from backend.core import db, limits
from backend.core.http import Blueprint
from backend.people.signed_in import network, reader
from schemas.chat import GoneMessagesSchema, KeptMessagesSchema

gone = Blueprint("gone", url_prefix="/api/chat", description="What is no more")

ASKED = "120 per minute"  # by one person, or a network's visitors: a channel that is opened asks


@gone.post("/gone")
@gone.response(200, GoneMessagesSchema)
@gone.arguments(KeptMessagesSchema)
def ask_what_is_gone(kept: dict[str, Any]) -> Any:
    """Which of the messages that a phone keeps were removed, so that it shows none of them."""
    asking = reader()
    limits.spend(ASKED, "gone", str(asking.id) if asking else network())
    with db.reading() as session:
        return {"messages": queries.messages_gone(session, kept["messages"])}
