"""Doors to what was said: search, and what mattered while one was away."""

from typing import Any

from backend.chat.queries import digest, finding
from backend.chat.queries.finding import Asked
from backend.core import db, limits
from backend.core.http import Blueprint
from backend.people.signed_in import network, reader
from schemas import chat_search as shapes

found = Blueprint("chat-search", url_prefix="/api", description="Finding what was said")

SEARCHES = "60 per minute"  # of one person, or of a network's visitors


@found.get("/chat/search")
@found.response(200, shapes.FoundMessagesSchema)
@found.arguments(shapes.ChatSearchQuery, location="query")
def search(query: dict[str, Any]) -> Any:
    """The messages that hold every word, newest first, of all that I may read; accents and case do not matter."""
    asking = reader()
    limits.spend(SEARCHES, "chat-search", str(asking.id) if asking else network())
    with db.reading() as session:
        return finding.found(session, asking, Asked(**query))


@found.get("/channels/<int:channel_id>/digest")
@found.response(200, shapes.DigestSchema)
@found.arguments(shapes.DigestQuery, location="query")
def read_digest(query: dict[str, int], channel_id: int) -> Any:
    """What mattered in a channel since a number."""
    with db.reading() as session:
        return digest.since(session, reader(), channel_id, query["since"])
