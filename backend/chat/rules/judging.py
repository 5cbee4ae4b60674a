"""What a judge of messages is told, and what it answers; `moderation` puts its own in (service.judging)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.words import Effect


@dataclass(frozen=True, slots=True)
class Said:
    """A message before it is written, or the new words of one (`message_id`).

    `text` is as typed, `links` its addresses, `mentions` how many people it names. `is_new`: the author's first days;
    `is_first`: they never wrote before.
    """

    author_id: int
    channel_id: int
    text: str
    links: Sequence[str]
    mentions: int
    photos: int
    is_new: bool
    is_first: bool
    at: datetime
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that weighed: what it is in words, and how much, from 0 to 1. `start` and `end` are in the text."""

    what: str
    weight: float
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be done with a message: nothing when `effect` is None. `rule_id` is the rule that weighed most."""

    effect: Effect | None = None
    rule_id: int | None = None
    rule: str = ""
    guideline: str = ""
    signs: Sequence[Sign] = ()


CLEAR = Verdict()
