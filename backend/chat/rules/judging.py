"""What a judge of messages is told, and what it answers; `moderation` puts its own in (service.judging)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from backend.people.rules.restrictions import Restriction, first_of
from schemas.words import Effect, Holding, RestrictionKind


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

LIMITED_SECONDS = 60  # between two messages of somebody whom a judge slows down
STRICTNESS = (None, Effect.SUGGEST, Effect.LIMIT, Effect.HOLD, Effect.REMOVE)


def strictest(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict that counts."""
    return max(verdicts, key=lambda verdict: STRICTNESS.index(verdict.effect), default=CLEAR)


def of_photos(verdict: Verdict) -> Verdict:
    """A verdict on what photos are said to show: its signs stand nowhere in the message's text."""
    signs = [Sign(f"in what a photo shows: {sign.what}", sign.weight) for sign in verdict.signs]
    return replace(verdict, signs=signs)


def held_by(
    verdict: Verdict,
    restrictions: Sequence[Restriction],
    channel: Holding,
    everywhere: Sequence[Holding],
    *,
    is_new: bool,
) -> str:
    """What holds the message back: a `rule`, a `restriction`, its `channel`, or `everywhere`; empty for nothing.

    No rule takes a message away for good: what one would remove waits for a person.
    """
    if verdict.effect in {Effect.HOLD, Effect.REMOVE}:
        return "rule"
    if first_of(restrictions, RestrictionKind.HOLD_FIRST):
        return "restriction"
    if _holds(channel, is_new=is_new):
        return "channel"
    return "everywhere" if any(_holds(one, is_new=is_new) for one in everywhere) else ""


def _holds(holding: Holding, *, is_new: bool) -> bool:
    return holding is Holding.EVERYONE or (holding is Holding.NEWCOMERS and is_new)


def why_of(by: str, verdict: Verdict) -> dict[str, Any]:
    """What moderators are told of a message, as JSON values: `by` as `held_by` says it, and what weighed."""
    signs = [asdict(sign) for sign in verdict.signs]
    told = {"by": by, "rule_id": verdict.rule_id, "rule": verdict.rule, "guideline": verdict.guideline}
    return {**told, "effect": verdict.effect.value if verdict.effect else None, "signs": signs}
