"""A conversation as lines of JSON, as `import-chat` takes them in (schemas.chat_import)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

BETWEEN_TWO = "Direct conversation"  # has no title

Photos = Mapping[int, Sequence[Mapping[str, Any]]]


class Row(Protocol):
    """A message with the names of its channel and author."""

    id: int
    channel: str
    at: datetime
    email: str
    name: str
    text: str
    client_id: str
    reply_to_id: int | None


def write(rows: Iterable[Row], photos: Photos) -> bytes:
    """A line for each message, with its photos (id and alt, by message); one of which nothing is left has none."""
    return b"".join(_line(row, photos.get(row.id, ())) for row in rows if row.text or row.id in photos)


def file_of(photo_id: int) -> str:
    """What a photo is called beside the lines."""
    return f"photos/{photo_id}.webp"


def _line(row: Row, photos: Sequence[Mapping[str, Any]]) -> bytes:
    said: dict[str, Any] = {
        "channel": row.channel or BETWEEN_TWO,
        "id": str(row.id),
        "at": row.at.astimezone(UTC).isoformat(),
        "email": row.email,
        "name": row.name,
        "text": row.text,
        "client_id": row.client_id,
    }
    if row.reply_to_id:
        said["reply_to"] = str(row.reply_to_id)
    if photos:
        said["photos"] = [{"file": file_of(photo["id"]), "alt": photo["alt"]} for photo in photos]
    return json.dumps(said, ensure_ascii=False).encode() + b"\n"
