"""What a phone does in a channel, through the HTTP door; and what it knows by frames alone."""

from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from backend.core import db, feed
from tests.factories import Person
from tests.phone import Phone

_taps = count(1)


def a_client_id() -> str:
    return str(UUID(int=next(_taps)))


@dataclass
class Talker:
    """Somebody and their phone."""

    phone: Phone
    person: Person

    @property
    def id(self) -> int:
        return self.person.id

    def say(self, channel, text: str = "Hello", **more: Any) -> Any:
        body = {"client_id": a_client_id(), "text": text, **more}
        return self.phone.post(f"/api/channels/{channel.id}/messages", json=body)

    def said(self, channel, text: str = "Hello", **more: Any) -> dict[str, Any]:
        reply = self.say(channel, text, **more)
        assert reply.status_code == 201, reply.json
        return reply.json

    def edit(self, message: dict[str, Any], text: str, **more: Any) -> Any:
        return self.phone.patch(f"/api/messages/{message['id']}", json={"text": text, **more})

    def remove(self, message: dict[str, Any]) -> Any:
        return self.phone.delete(f"/api/messages/{message['id']}")

    def react(self, message: dict[str, Any], emoji: str = "👍") -> Any:
        return self.phone.put(f"/api/messages/{message['id']}/reactions/{emoji}")

    def unreact(self, message: dict[str, Any], emoji: str = "👍") -> Any:
        return self.phone.delete(f"/api/messages/{message['id']}/reactions/{emoji}")

    def read(self, channel, number: int) -> Any:
        return self.phone.put(f"/api/channels/{channel.id}/read", json={"number": number})

    def page(self, channel, **query: Any) -> Any:
        return self.phone.get(f"/api/channels/{channel.id}/messages", query_string=query)

    def mine(self, kind: str) -> list[dict[str, Any]]:
        """What this person's own stream holds of that kind."""
        return records(f"me:{self.id}").get(kind, [])

    def membership(self, channel) -> dict[str, Any]:
        [mine] = [one for one in self.mine("membership") if one["channel_id"] == channel.id]
        return mine


def records(stream: str, since: int = 0) -> dict[str, list[dict[str, Any]]]:
    with db.reading() as session:
        return feed.changes_since(session, stream, since)["records"]
