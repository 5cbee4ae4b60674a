"""How this community moderates now: its one row of settings, and the part each moderator looks after."""

from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.chat.rules.rights import Scope
from backend.core import feed
from backend.moderation.models import ModerationSettings, ModeratorScope
from backend.moderation.rules import away
from schemas.words import Holding, Role, WhenAway

ONLY = 1  # the id of the one row
IN_FORCE = select(
    *(ModerationSettings.rules_version, ModerationSettings.newcomers),
    *(ModerationSettings.when_away, ModerationSettings.away_since),
)
KNOWN = "moderation in force"  # where a session keeps what it has read


class InForce(NamedTuple):
    """What is asked before each message."""

    rules_version: int
    newcomers: Holding
    when_away: WhenAway
    away_since: datetime | None


FIRST = InForce(0, Holding.NOBODY, WhenAway.STAY, None)


def in_force(session: Session) -> InForce:
    """How messages are looked at now: read once in each unit of work."""
    known: InForce | None = session.info.get(KNOWN)
    if known is None:
        row = session.connection().execute(IN_FORCE).first()
        known = session.info[KNOWN] = InForce(*row) if row else FIRST
    return known


def holding_in_force(session: Session) -> Holding:
    """Whose messages wait for a look in every channel."""
    now = in_force(session)
    return away.holding(now.newcomers, now.when_away, since=now.away_since)


def settings(session: Session) -> ModerationSettings:
    """The settings in force."""
    return session.get(ModerationSettings, ONLY) or first_settings()


def settings_to_change(session: Session) -> ModerationSettings:
    """The settings, locked; the row is made by the first change."""
    session.info.pop(KNOWN, None)
    locked = select(ModerationSettings).where(ModerationSettings.id == ONLY).with_for_update()
    if found := session.scalar(locked):
        return found
    with suppress(IntegrityError), session.begin_nested():  # another transaction may make it at the same moment
        session.add(first_settings())
    return session.execute(locked).scalar_one()


def first_settings() -> ModerationSettings:
    """What holds until somebody changes it."""
    return ModerationSettings(
        id=ONLY,
        newcomers=Holding.NOBODY,
        claim_minutes=10,
        appeal_days=30,
        evidence_days=60,
        strike_days=180,
        away_hours=12,
        when_away=WhenAway.STAY,
        rules_version=1,
    )


def scope_of(session: Session, person_id: int) -> Scope | None:
    """The part a moderator looks after; None for everything."""
    theirs = select(ModeratorScope.channel_id, ModeratorScope.language).where(ModeratorScope.person_id == person_id)
    rows = session.execute(theirs).all()
    if not rows:
        return None
    channels = frozenset(row.channel_id for row in rows if row.channel_id)
    return Scope(channels, frozenset(row.language for row in rows if row.language))


def scope_for(session: Session, reader: feed.Reader) -> Scope | None:
    """The part the reader looks after; None for everything, as organisers do whatever they were given."""
    return None if Role.ORGANISER in reader.roles else scope_of(session, reader.id)
