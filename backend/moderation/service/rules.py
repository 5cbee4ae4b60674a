"""Making, changing and ending automatic rules, each change written into the audit log; and trying one."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from backend.chat.rules.judging import Said
from backend.chat.rules.rights import Scope
from backend.core import clock
from backend.core.errors import NotAllowed, check_seen
from backend.moderation.models import ModerationRule
from backend.moderation.queries import before as past
from backend.moderation.queries import rules as queries
from backend.moderation.queries.before import Tried
from backend.moderation.queries.guidelines import check_point
from backend.moderation.queries.settings import settings_to_change
from backend.moderation.rules.judging import Finding, Rule, RuleSet, compiled
from backend.moderation.service import auditing
from backend.moderation.service.auditing import Act
from backend.moderation.service.judging import Given, Past
from schemas.words import Effect

TRIED_ON = 500  # messages at a time
SHOWN = 50
VERSIONS = 2**31
BEFORE = 300  # messages before those, which repeats and floods look back on


def make(session: Session, by: int, scope: Scope | None, values: Mapping[str, Any]) -> ModerationRule:
    """Make a rule; it judges once it is live.

    Raises:
        NotFound: when there is no such channel.
        NotAllowed: to a moderator who does not look after where it would hold.
        Invalid: when the guidelines have no such point.
    """
    _check(session, scope, values)
    at = clock.now()
    rule = ModerationRule(**values, made_by=by, made_at=at, changed_at=at)
    session.add(rule)
    session.flush()
    _changed(session, by, "rule.made", rule, {})
    return rule


def change(session: Session, by: int, scope: Scope | None, rule_id: int, values: Mapping[str, Any]) -> ModerationRule:
    """Change what is sent of a rule.

    Raises:
        NotFound, NotAllowed, Invalid: as `make`.
        Outdated: when somebody else has changed what `seen` holds of it.
    """
    rule = queries.rule_to_change(session, rule_id)
    wanted = {name: value for name, value in values.items() if name != "seen"}
    _check(session, scope, {"channel_id": rule.channel_id})
    _check(session, scope, {"channel_id": rule.channel_id} | wanted)
    check_seen(values.get("seen", {}), _plain(rule))
    changed = {name: value for name, value in wanted.items() if getattr(rule, name) != value}
    if changed:
        before = _plain(rule)
        for name, value in changed.items():
            setattr(rule, name, value)
        rule.changed_at = clock.now()
        _changed(session, by, "rule.changed", rule, before)
        session.flush()
    return rule


def end(session: Session, by: int, scope: Scope | None, rule_id: int) -> None:
    """Have a rule judge no longer; cases go on naming it.

    Raises:
        NotFound, NotAllowed: as `make`.
    """
    rule = queries.rule_to_change(session, rule_id)
    _check(session, scope, {"channel_id": rule.channel_id})
    before = _plain(rule)
    rule.live, rule.removed_at = False, clock.now()
    rule.changed_at = rule.removed_at
    _changed(session, by, "rule.ended", rule, before)


def _check(session: Session, scope: Scope | None, values: Mapping[str, Any]) -> None:
    channel_id = values.get("channel_id")
    if scope is not None and channel_id not in scope.channels:
        raise NotAllowed("You look after a part of the channels. You can make rules for each of those.")
    if channel_id is not None:
        queries.check_channel(session, channel_id)
    if values.get("guideline"):
        check_point(session, values["guideline"])


def _changed(session: Session, by: int, act: str, rule: ModerationRule, before: Mapping[str, Any]) -> None:
    """Write it down, and let every process make its rules ready again."""
    settings_to_change(session).rules_version = secrets.randbelow(VERSIONS)
    auditing.write(session, by, Act(act, "rule", rule.id, why=rule.name, before=before, after=_plain(rule)))


def _plain(rule: ModerationRule) -> dict[str, Any]:
    kept = {"name": rule.name, "kind": rule.kind.value, "effect": rule.effect.value, "channel_id": rule.channel_id}
    return kept | {"settings": rule.settings, "live": rule.live, "guideline": rule.guideline}


def try_on(session: Session, scope: Scope | None, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Judge a page of the last 30 days by a rule as it would be (schemas.moderation_rules.TrialSchema).

    Raises:
        NotFound, NotAllowed: as `make`, but for channels that are not theirs: those are left out.
    """
    if wanted["channel_id"] is not None:
        queries.check_channel(session, wanted["channel_id"])
    rules = compiled([Rule(0, wanted["kind"], Effect.HOLD, wanted["settings"])])
    places = past.places(wanted["channel_id"], scope)
    count, first = past.span_of(session, places, clock.now() - queries.CASES_OF)
    before = wanted["before"] or past.last_id(session) + 1
    lowest = max(first, before - past.ROWS)
    page = past.page(session, places, lowest, before, TRIED_ON) if first else []
    left = page[-1].said.id if len(page) == TRIED_ON else lowest
    earlier = past.page(session, places, max(first, left - past.ROWS), left, BEFORE) if page else []
    found = _met(session, rules, page, earlier)
    return {
        "read": len(page),
        "of": count,
        "held": len(found),
        "before": left if left > first else None,
        "found": [_shown(tried, finding) for tried, finding in found[:SHOWN]],
    }


def _met(
    session: Session, rules: RuleSet, page: Sequence[Tried], earlier: Sequence[Tried]
) -> list[tuple[Tried, Finding]]:
    """Which messages of a page meet the rule, newest first, each judged by what was said before it."""
    firsts = past.first_messages(session, {tried.said.author_id for tried in page})
    memory, found = Given(), list[tuple[Tried, Finding]]()
    memory.recent.take(tried.said for tried in reversed(earlier))
    for tried in reversed(page):
        said = _as_said(tried, is_first=firsts.get(tried.said.author_id) == tried.said.at)
        found += [(tried, finding) for finding in rules.judge(said, Past(session, said, memory))]
        memory.recent.take([tried.said])
    return found[::-1]


def _as_said(tried: Tried, *, is_first: bool) -> Said:
    one = tried.said
    return Said(
        author_id=one.author_id,
        channel_id=one.channel_id,
        text=one.text,
        links=(),
        mentions=tried.mentions,
        photos=tried.photos,
        is_new=tried.new_here,
        is_first=is_first,
        at=one.at,
        message_id=one.id,
    )


def _shown(tried: Tried, finding: Finding) -> dict[str, Any]:
    one = tried.said
    return {
        "message_id": one.id,
        "channel_id": one.channel_id,
        "channel": tried.channel,
        "author": {"id": one.author_id, "name": tried.author},
        "at": one.at,
        "text": one.text,
        "signs": [asdict(sign) for sign in finding.signs],
    }
