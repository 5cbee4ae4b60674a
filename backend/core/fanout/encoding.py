"""JSON as Socket.IO reads and writes it here: strict in what it takes in; an encoded answer stays as it is."""

import json
from typing import Any, NoReturn

from backend.core.fanout.complaints import quiet_logger
from backend.core.fanout.frames import Answer

SILENT = quiet_logger("fireside.sockets")
UNREADABLE = (ValueError, TypeError, KeyError, IndexError, RecursionError)
LONGEST_NUMBER = 100


def dumps(value: Any, **options: Any) -> str:
    """The JSON text of a value; the argument of an acknowledgement may be an `Answer`."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], Answer):
        return f"[{value[0].body.decode()}]"
    return json.dumps(value, **options)


def loads(text: str | bytes, **_options: Any) -> Any:
    """What a client sent.

    Raises:
        ValueError: when it is not JSON, or holds NaN, Infinity or a number that nobody needs.
    """
    return json.loads(text, parse_int=_whole, parse_constant=_no_number)


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("a number that is too long")
    return int(digits)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
