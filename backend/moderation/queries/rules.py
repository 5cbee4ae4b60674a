"""Reads of automatic rules."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.chat.models import Channel
from backend.core.errors import NotFound
from backend.moderation.models import Case, ModerationRule
from backend.people.models import Person
from schemas.words import ChannelKind

CASES_OF = timedelta(days=30)


def live_rules(session: Session) -> Sequence[ModerationRule]:
    """The rules that judge."""
    living = select(ModerationRule).where(ModerationRule.live, ModerationRule.removed_at.is_(None))
    return session.scalars(living.order_by(ModerationRule.id)).all()


def rules_shown(session: Session, *, at: datetime) -> list[dict[str, Any]]:
    """Every rule with who made it and how many cases it opened, in the order they were made."""
    return [_shown(*row) for row in session.execute(_with_makers(at)).all()]


def rule_shown(session: Session, rule_id: int, *, at: datetime) -> dict[str, Any]:
    """One of them.

    Raises:
        NotFound: when there is none.
    """
    row = session.execute(_with_makers(at).where(ModerationRule.id == rule_id)).one_or_none()
    if row is None:
        raise NotFound
    return _shown(*row)


def rule_to_change(session: Session, rule_id: int) -> ModerationRule:
    """The rule, locked.

    Raises:
        NotFound: when there is none.
    """
    one = select(ModerationRule).where(ModerationRule.id == rule_id, ModerationRule.removed_at.is_(None))
    found = session.scalar(one.with_for_update())
    if found is None:
        raise NotFound
    return found


def check_channel(session: Session, channel_id: int) -> None:
    """Refuse a channel that rules cannot look at.

    Raises:
        NotFound: when there is none, or it is two people's own.
    """
    if session.scalar(select(Channel.kind).where(Channel.id == channel_id)) in {None, ChannelKind.DIRECT}:
        raise NotFound


def _with_makers(at: datetime) -> Any:
    opened = select(func.count()).where(Case.rule_id == ModerationRule.id, Case.opened_at >= at - CASES_OF)
    whole = select(ModerationRule, Person.name, opened.scalar_subquery())
    joined = whole.outerjoin(Person, Person.id == ModerationRule.made_by)
    return joined.where(ModerationRule.removed_at.is_(None)).order_by(ModerationRule.id)


def _shown(rule: ModerationRule, name: str | None, cases: int) -> dict[str, Any]:
    columns = ("id", "name", "kind", "effect", "channel_id", "settings", "live", "guideline", "changed_at")
    maker = {"id": rule.made_by, "name": name} if rule.made_by else None
    return {column: getattr(rule, column) for column in columns} | {"made_by": maker, "cases": cases}
