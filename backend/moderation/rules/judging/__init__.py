"""Automatic rules: compiled once, then asked about every message. Pure: what was said before comes through `Past`."""

from backend.moderation.rules.judging.ruleset import RuleSet, compiled, verdict_of
from backend.moderation.rules.judging.said import Earlier, Finding, Own, Past, Rule

__all__ = ["Earlier", "Finding", "Own", "Past", "Rule", "RuleSet", "compiled", "verdict_of"]
