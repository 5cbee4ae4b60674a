"""A conversation as lines of JSON (schemas.chat_import), one message a line, read as they stream by.

A line that cannot be understood is told with its number and the reason; the others are not kept back by it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from marshmallow import ValidationError

from backend.core.text import tidy
from schemas.chat import LONGEST_MESSAGE
from schemas.chat_import import ImportedMessageSchema

MOST_BYTES = 200_000  # of a line
LINES = UUID("5d1f6f0e-8c5b-4c6d-9d4a-1f2f0c8e7b31")  # names of lines are made in this space

_shape = ImportedMessageSchema()


@dataclass(frozen=True, slots=True)
class SaidPhoto:
    """A photo of a message: what it is called in the file, what it shows, its name for ever."""

    file: str
    alt: str
    client_id: str


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the file: line number, channel's title, its time, whose it is, its text, its author's name for it.

    `id` is its name in the file, by which others answer it, and `answers` that of the message it answers, or empty.
    Without photos there is text.
    """

    line: int
    channel: str
    at: datetime
    email: str
    name: str
    text: str
    client_id: str
    id: str
    answers: str
    photos: Sequence[SaidPhoto] = ()


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is left out, and why."""

    line: int
    why: str


def read(lines: Iterable[bytes]) -> Iterator[Said | BadLine]:
    """Every line of the file in its order; blank ones are passed over."""
    times: Counter[UUID] = Counter()
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read(number, line, times)


def _read(number: int, line: bytes, times: Counter[UUID]) -> Said | BadLine:
    if len(line) > MOST_BYTES:
        return BadLine(number, f"This line has more than {MOST_BYTES:,} bytes.")
    try:
        values = _shape.loads(line.decode())
    except UnicodeDecodeError:
        return BadLine(number, "This line is not UTF-8.")
    except (json.JSONDecodeError, RecursionError):
        return BadLine(number, "This line is not JSON.")
    except ValidationError as error:
        return BadLine(number, _sentence(error))
    text = tidy(values["text"]).strip()
    if not (text or values["photos"]) or len(text) > LONGEST_MESSAGE:
        return BadLine(number, f"text: Please write something here, of {LONGEST_MESSAGE:,} characters at most.")
    name = _named(values["channel"], values["id"] or _by_itself(values, text, times))
    client_id = values["client_id"] or name
    return Said(
        line=number,
        channel=values["channel"],
        at=values["at"],
        email=values["email"],
        name=values["name"],
        text=text,
        client_id=client_id,
        id=name,
        answers=_named(values["channel"], values["reply_to"]) if values["reply_to"] else "",
        photos=[
            SaidPhoto(photo["file"], photo["alt"], str(uuid5(LINES, f"{client_id}\n{place}")))
            for place, photo in enumerate(values["photos"])
        ],
    )


def _by_itself(values: dict[str, Any], text: str, times: Counter[UUID]) -> str:
    """A name for a line that brings none: what it says, and which time it says so."""
    said = uuid5(LINES, json.dumps([values["channel"], values["at"].timestamp(), values["email"], text]))
    times[said] += 1
    return f"{said} {times[said]}"


def _named(channel: str, name: str) -> str:
    return str(uuid5(LINES, f"{channel}\n{name}"))


def _sentence(error: ValidationError) -> str:
    wrong = error.normalized_messages()  # type: ignore[no-untyped-call] # the library's
    return "; ".join(f"{name}: {' '.join(_told(told))}" for name, told in sorted(wrong.items()))


def _told(wrong: Any) -> Iterator[str]:
    """The sentences, however deep they stand."""
    if isinstance(wrong, dict):
        wrong = wrong.values()
    elif not isinstance(wrong, list):
        yield str(wrong)
        return
    for one in wrong:
        yield from _told(one)
