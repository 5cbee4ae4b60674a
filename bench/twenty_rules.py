"""Twenty rules of all nine kinds, which nobody meets who talks as the benchmarks do."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update

from backend.core import clock, db
from backend.moderation.models import ModerationRule
from backend.moderation.queries.settings import settings_to_change
from schemas.moderation_rules import whole_settings
from schemas.words import Effect, RuleKind

INVENTED = [f"{first}{last}x" for first in ("krz", "vlo", "zmu", "prw") for last in ("ab", "eq", "iv", "oz", "uj")]
WANTED: Sequence[tuple[RuleKind, dict[str, Any]]] = (
    *((RuleKind.WORDS, {"words": [f"{word}{number}y" for word in INVENTED]}) for number in range(4)),
    (RuleKind.LINKS, {"newcomers": True, "shorteners": True}),
    (RuleKind.LINKS, {"domains": ["casino.example"], "share": 50}),
    (RuleKind.REPEATS, {"times": 4}),
    (RuleKind.REPEATS, {"anybody": False}),
    (RuleKind.FLOODS, {"messages": 100}),
    (RuleKind.FLOODS, {"messages": 90, "seconds": 30}),
    (RuleKind.MENTIONS, {}),
    (RuleKind.MENTIONS, {"most": 8}),
    (RuleKind.CONTACTS, {}),
    (RuleKind.CONTACTS, {"emails": False}),
    (RuleKind.SHOUTING, {}),
    (RuleKind.SHOUTING, {"marks": 5}),
    (RuleKind.PROMOTION, {}),
    (RuleKind.PROMOTION, {"company": True}),
    (RuleKind.SPAM, {}),
    (RuleKind.SPAM, {"whom": "everyone"}),
)


def make() -> None:
    """Make them, not live."""
    at = clock.now()
    with db.writing() as session:
        for number, (kind, wanted) in enumerate(WANTED, 1):
            kept = {"name": f"Rule {number}", "kind": kind, "effect": Effect.HOLD, "made_at": at, "changed_at": at}
            session.add(ModerationRule(**kept, settings=whole_settings(kind, wanted), live=False))


def turn(*, live: bool) -> None:
    """Let them judge, or no longer."""
    with db.writing() as session:
        session.execute(update(ModerationRule).values(live=live))
        settings_to_change(session).rules_version += 1
