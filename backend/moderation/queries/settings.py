"""How this community moderates now: its one row of settings, and the part each moderator looks after."""

from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.chat.rules.rights import Scope
from backend.moderation.models import ModerationSettings, ModeratorScope
from backend.moderation.rules import away
from schemas.words import Holding, WhenAway

ONLY = 1  # the id of the one row
HOLDING = select(ModerationSettings.newcomers, ModerationSettings.when_away, ModerationSettings.away_since)


def holding_in_force(session: Session) -> Holding:
    """Whose messages wait for a look in every channel; asked before each message."""
    row = session.connection().execute(HOLDING).first()
    return away.holding(row.newcomers, row.when_away, since=row.away_since) if row else Holding.NOBODY


def settings(session: Session) -> ModerationSettings:
    """The settings in force."""
    return session.get(ModerationSettings, ONLY) or first_settings()


def settings_to_change(session: Session) -> ModerationSettings:
    """The settings, locked; the row is made by the first change."""
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
