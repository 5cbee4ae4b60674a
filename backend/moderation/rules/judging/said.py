"""What is known of before, and what is found: the words that every kind of rule shares.

What is judged, and the signs of it, are chat's own words (chat.rules.judging).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from backend.chat.rules.judging import Sign
from schemas.words import Effect, RuleKind

LONGEST_SIGN = 60  # characters of somebody's words in a sign


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is kept; `settings` are whole, as its kind has them. Without `channel_id` it is for all channels."""

    id: int
    kind: RuleKind
    effect: Effect
    settings: Mapping[str, Any]
    name: str = ""
    guideline: str = ""
    channel_id: int | None = None


Sketch = tuple[int, ...]  # of a text, as `likeness` makes it


class Earlier(NamedTuple):
    """A message of before."""

    id: int
    author_id: int
    channel_id: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Own:
    """What is somebody's own: the hosts of their blog and their profile's links, and where they work."""

    domains: Collection[str] = ()
    company: str = ""


class Past(Protocol):
    """What was there before, looked for only when a rule asks. Nothing of it is the message that is judged."""

    def own(self) -> Own:
        """What is the author's own."""

    def mine(self) -> Sequence[Earlier]:
        """The author's own messages, newest first: those of the last weeks, a few dozen at the most."""

    def just_now(self, since: datetime) -> int:
        """How many messages the author sent since then."""

    def alike(self, sketch: Sketch) -> Sequence[Earlier]:
        """The last messages of anybody whose text has nearly the same sketch, newest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a message meets, and why: the signs that weighed most come first."""

    rule: Rule
    signs: Sequence[Sign]


def shown(words: str) -> str:
    """Somebody's words as they stand in a sign."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_SIGN else f"{line[: LONGEST_SIGN - 1]}…"
