"""How good the spam classifier is on messages that it was not learnt from, as a rule with it would judge them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from backend.chat.rules.judging import Said
from backend.moderation.rules.judging import Rule, compiled
from backend.moderation.rules.judging.untold import UNTOLD
from schemas.words import Effect, RuleKind, Whom
from scripts.spam_sets import Example

RULE = Rule(1, RuleKind.SPAM, Effect.HOLD, {"whom": Whom.EVERYONE, "sure": True})
AT = datetime(2026, 1, 1, tzinfo=UTC)

Figures = dict[str, float]


def figures(examples: Iterable[Example]) -> dict[str, Figures]:
    """By set how many of each sort were held, with the precision and the recall where there is spam in it."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    rules = compiled([RULE])
    for number, example in enumerate(examples):
        held = rules.judge(_said(example.text, number), UNTOLD)
        counts[example.source][f"{'spam' if example.spam else 'ham'} {'held' if held else 'let through'}"] += 1
    return {source: _rated(count) for source, count in counts.items()}


def _said(text: str, number: int) -> Said:
    return Said(number, 1, text, (), 0, 0, is_new=True, is_first=True, at=AT)


def _rated(count: Counter[str]) -> Figures:
    rated: Figures = {name: count[name] for name in ("spam held", "spam let through", "ham held", "ham let through")}
    if spam := count["spam held"] + count["spam let through"]:
        rated["precision"] = round(count["spam held"] / max(1, count["spam held"] + count["ham held"]), 4)
        rated["recall"] = round(count["spam held"] / spam, 4)
    return rated
