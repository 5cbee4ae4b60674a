"""Whose messages wait for a look in every channel, and how the desk hears of what waits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Held, Message
from backend.chat.rules.judging import Verdict, why_of
from backend.chat.rules.rights import Scope
from backend.chat.service.holding import Desk
from backend.chat.service.judging import Hearer
from backend.core.errors import NotAllowed
from backend.moderation.queries import settings as queries
from backend.moderation.queries.cases import found_by_rules
from backend.moderation.service import auditing, cases
from backend.moderation.service.auditing import Act
from backend.moderation.service.cases import USUAL_URGENCY, Opening
from schemas.words import Effect, Holding, Origin, Reportable

GRAVE_URGENCY = 50  # what a rule would take away
EVERYWHERE = 0  # in the place of a channel's id, in the audit log


def hold(session: Session, by: int, holding: Holding, scope: Scope | None) -> None:
    """Set whose messages wait for a look in every channel. While nobody was at the desk, somebody is now.

    Raises:
        NotAllowed: to a moderator who does not look after every channel.
    """
    if scope is not None:
        raise NotAllowed("You look after a part of the channels. You can hold messages in each of those.")
    kept = queries.settings_to_change(session)
    before, kept.newcomers = kept.newcomers, holding
    kept.away_since = None
    if before is not holding:
        _write_down(session, by, EVERYWHERE, {"holding": before.value}, {"holding": holding.value})


def turned(session: Session, by: int, channel_id: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Write down that somebody slowed a channel down, locked it or held its messages."""
    _write_down(session, by, channel_id, before, after)


def _write_down(session: Session, by: int, channel_id: int, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    auditing.write(session, by, Act("channel.turned", "channel", channel_id, before=old, after=new))


def _waits(session: Session, held: Held) -> None:
    opening = Opening(origin=Origin.HELD, subject=Reportable.MESSAGE, subject_id=held.id, author_id=held.author_id)
    kept = {name: said for name, said in held.why.items() if name != "signs"}  # words of it stand with it alone
    _open(session, replace(opening, held_id=held.id), held.channel_id, kept)


def _gone(session: Session, held: Held) -> None:
    cases.close(session, held.id)


DESK = Desk(_waits, _gone)


def _suspected(session: Session, message: Message, verdict: Verdict) -> None:
    """Put a message before the moderators that everybody reads and a rule points at."""
    opening = Opening(
        origin=Origin.RULE, subject=Reportable.MESSAGE, subject_id=message.id, author_id=message.author_id
    )
    _open(session, opening, message.channel_id, why_of("rule", verdict))


def _signs(session: Session, message: Message) -> Mapping[str, Any]:
    pointed = found_by_rules(session, message.id)
    return {str(case.id): case.why["signs"] for case in pointed if case.why.get("signs")}


def _put(session: Session, message: Message, signs: Mapping[str, Any]) -> None:
    for case in found_by_rules(session, message.id):
        case.why = {**case.why, "signs": signs.get(str(case.id), [])}


SUSPECTED = Hearer(_suspected, _signs, _put)


def _open(session: Session, opening: Opening, channel_id: int, why: Mapping[str, Any]) -> None:
    channel = session.get_one(Channel, channel_id)
    grave = why.get("effect") == Effect.REMOVE
    cases.open_case(
        session,
        replace(
            opening,
            channel_id=channel_id,
            language=channel.language,
            guideline=why.get("guideline", ""),
            urgency=GRAVE_URGENCY if grave else USUAL_URGENCY,
            why=dict(why),
        ),
    )
