"""A conversation as lines of JSON, as `import-chat` takes them in (schemas.chat_import)."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol

BETWEEN_TWO = "Direct conversation"  # has no title


class Row(Protocol):
    """A message with the names of its channel and author."""

    id: int
    channel: str
    at: datetime
    email: str
    name: str
    text: str
    reply_to_id: int | None


def write(rows: Iterable[Row]) -> bytes:
    """A line for each message."""
    return b"".join(_line(row) for row in rows)


def _line(row: Row) -> bytes:
    said = {
        "channel": row.channel or BETWEEN_TWO,
        "id": str(row.id),
        "at": row.at.astimezone(UTC).isoformat(),
        "email": row.email,
        "name": row.name,
        "text": row.text,
    }
    answers = {"reply_to": str(row.reply_to_id)} if row.reply_to_id else {}
    return json.dumps(said | answers, ensure_ascii=False).encode() + b"\n"
