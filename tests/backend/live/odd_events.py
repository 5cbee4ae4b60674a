"""B2: what a client may say on the socket, put together from everything that it should not say."""

import json
import random
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.base import LARGEST_ID

EVENTS = ("open", "close", "typing")
UNKNOWN = ("mod:remove", "changes", "out", "__proto__", "constructor", "", "connect", "disconnect", "🔥", "*")
NAMES = ("since", "Stream", "stream ", "__proto__", "constructor", "id", "role", "", "\u202estream", "stream\u0000")
NOTHING = (None, True, False, [], {}, [[]], [1, 2], {"stream": "meeting:1"}, {"__proto__": {"roles": ["organiser"]}})
NUMBERS = (0, 1, -1, 1.5, 1e16, 2**31, 2**53 - 1, 2**53, 2**63, -(2**63), 2**64, 10**99)
WORDS = ("", " ", "7", "null", "__proto__", "' OR 1=1--", "\u0000", "\ud800", "\udfff\ud800", "\u202e", "\ufeff")
STREAMS = ("meeting:", "meeting:0", "meeting:-1", "meeting:1:1", "meeting:\u0663", "me:1e3", ":1", "me")
LONG = ("x" * 81, "x" * 5_000, "🔥" * 2_000, "a\u0301" * 300)
VALUES = (*NOTHING, *NUMBERS, *WORDS, *STREAMS, *LONG, {"_placeholder": True, "num": 0})
# As JSON text, which no encoder would write.
NO_NUMBERS = ("-0", "-0.0", "1e999", "-1e999", "1E-400", "NaN", "Infinity", "-Infinity", "1" * 200, "01")
NO_JSON = ("undefined", "'x'", "", '"\\ud83d"', '"\\u0000"', '"\\x"', '"\t"', '{"a":1,"a":2}', '{"a"', "[1,]")
LARGE = (f'"{"x" * 60_000}"', f'"{"x" * 70_000}"')
DEEP = tuple(begin * depth + "1" + end * depth for depth in (50, 900, 9_000) for begin, end in ("[]", ('{"a":', "}")))
TEXTS = (*NO_NUMBERS, *NO_JSON, *LARGE, *DEEP)


@dataclass(frozen=True)
class Case:
    """One event as it goes over the wire, `times` times; `number` asks for an acknowledgement."""

    event: str
    arguments: str
    number: int | None
    times: int

    @property
    def packet(self) -> str:
        inner = json.dumps(self.event) + ("," if self.arguments else "") + self.arguments
        return f"42{'' if self.number is None else self.number}[{inner}]"


def cases(seed: int, count: int, streams: Sequence[str]) -> Iterator[Case]:
    """So many cases; `streams` are those that there are, whosever they be."""
    chance = random.Random(seed)
    for number in range(count):
        event = chance.choice(EVENTS) if chance.random() < 0.9 else chance.choice(UNKNOWN)
        asked = None if chance.random() < 0.15 else 1000 + number
        times = 2 if chance.random() < 0.1 else 1
        yield Case(event, _arguments(chance, streams), asked, times)


def _arguments(chance: random.Random, streams: Sequence[str]) -> str:
    """Mostly one object that is nearly right; else none, several, or something that is no object."""
    how_many = chance.choices((0, 1, 2, 20), (3, 90, 5, 2))[0]
    return ",".join(_argument(chance, streams) for _ in range(how_many))


def _argument(chance: random.Random, streams: Sequence[str]) -> str:
    if chance.random() < 0.15:
        return _odd(chance)
    fields = []
    if chance.random() < 0.93:
        fields.append(("stream", json.dumps(chance.choice(streams)) if chance.random() < 0.6 else _odd(chance)))
    if chance.random() < 0.6:
        fields.append(("since", str(chance.randrange(12)) if chance.random() < 0.5 else _odd(chance)))
    if chance.random() < 0.15:
        fields.append((chance.choice(NAMES), _odd(chance)))
    chance.shuffle(fields)
    return "{" + ",".join(f"{json.dumps(name)}:{text}" for name, text in fields) + "}"


def _odd(chance: random.Random) -> str:
    return chance.choice(TEXTS) if chance.random() < 0.4 else json.dumps(chance.choice(VALUES))


def is_right(case: Case, mine: Sequence[str]) -> bool | None:
    """Whether to open or close this is right for who may hear the streams `mine`; None where either will do."""
    said = _said(case)
    if case.event not in {"open", "close"} or len(said) != 1 or not isinstance(said[0], dict):
        return False
    names = {"stream", "since"} if case.event == "open" else {"stream"}
    stream, since = said[0].get("stream"), said[0].get("since", 0)
    if not isinstance(stream, str) or said[0].keys() - names or type(since) is not int or not 0 <= since <= LARGEST_ID:
        return False
    if unicodedata.normalize("NFC", stream).strip("\ufeff ") in mine:
        return True
    return None if case.event == "close" else False


def _said(case: Case) -> list[Any]:
    try:
        return json.loads(f"[{case.arguments}]")
    except (ValueError, RecursionError):
        return []
