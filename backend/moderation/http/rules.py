"""Doors to automatic rules: what they are, and what one would have done."""

from typing import Any

from backend.core import clock, db, limits
from backend.core.http import Blueprint
from backend.moderation.queries import rules as queries
from backend.moderation.queries.settings import scope_for
from backend.moderation.service import rules as service
from backend.people.signed_in import Reader, holds
from schemas.moderation_rules import (
    ChangeRuleSchema,
    MakeRuleSchema,
    RuleSchema,
    TrialSchema,
    TryRuleSchema,
    whole_settings,
)
from schemas.words import Role

RATE, TRIALS = "30 per minute", "240 per minute"  # of one person

rules = Blueprint("rules", url_prefix="/api/moderation/rules", description="Automatic rules")


@rules.get("")
@rules.response(200, RuleSchema(many=True))
@holds(Role.MODERATOR, Role.ORGANISER)
def list_rules(_reader: Reader) -> list[dict[str, Any]]:
    """The rules, in the order they were made."""
    with db.reading() as session:
        return queries.rules_shown(session, at=clock.now())


@rules.post("")
@rules.response(201, RuleSchema)
@holds(Role.MODERATOR, Role.ORGANISER)
@rules.arguments(MakeRuleSchema)
def make_rule(reader: Reader, values: dict[str, Any]) -> dict[str, Any]:
    """Make a rule; it judges once it is live."""
    limits.spend(RATE, "rules", str(reader.id))
    with db.writing() as session:
        made = service.make(session, reader.id, scope_for(session, reader), values)
        return queries.rule_shown(session, made.id, at=clock.now())


@rules.patch("/<int:rule_id>")
@rules.response(200, RuleSchema)
@holds(Role.MODERATOR, Role.ORGANISER)
@rules.arguments(ChangeRuleSchema)
def change_rule(reader: Reader, values: dict[str, Any], rule_id: int) -> dict[str, Any]:
    """Change what is sent of a rule."""
    limits.spend(RATE, "rules", str(reader.id))
    with db.writing() as session:
        if "settings" in values:
            kind = queries.rule_to_change(session, rule_id).kind
            values["settings"] = whole_settings(kind, values["settings"])
        service.change(session, reader.id, scope_for(session, reader), rule_id, values)
        return queries.rule_shown(session, rule_id, at=clock.now())


@rules.delete("/<int:rule_id>")
@rules.response(204)
@holds(Role.MODERATOR, Role.ORGANISER)
def end_rule(reader: Reader, rule_id: int) -> None:
    """Have a rule judge no longer."""
    limits.spend(RATE, "rules", str(reader.id))
    with db.writing() as session:
        service.end(session, reader.id, scope_for(session, reader), rule_id)


@rules.post("/trial")
@rules.response(200, TrialSchema)
@holds(Role.MODERATOR, Role.ORGANISER)
@rules.arguments(TryRuleSchema)
def try_rule(reader: Reader, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a rule would have met among the last 30 days, a page at a time: go on with `before` until it is null."""
    limits.spend(TRIALS, "rule trials", str(reader.id))
    with db.reading() as session:
        return service.try_on(session, scope_for(session, reader), wanted)
