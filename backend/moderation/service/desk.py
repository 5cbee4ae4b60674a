"""What waits for a look comes to the desk, and leaves it when its author takes it back."""

from sqlalchemy.orm import Session

from backend.chat.models import Channel, Held
from backend.moderation.service.cases import Opening, close, open_case
from schemas.words import Effect, Origin, Reportable

URGENCY, TAKEN_AWAY = 40, 60


def waits(session: Session, held: Held) -> None:
    """Put something held before the moderators."""
    channel = session.get_one(Channel, held.channel_id)
    open_case(
        session,
        Opening(
            origin=Origin.HELD,
            subject=Reportable.MESSAGE,
            subject_id=held.id,
            held_id=held.id,
            author_id=held.author_id,
            channel_id=held.channel_id,
            language=channel.language,
            guideline=held.why.get("guideline") or "",
            urgency=TAKEN_AWAY if held.why.get("effect") == Effect.REMOVE else URGENCY,
            why=dict(held.why),
        ),
    )


def gone(session: Session, held: Held) -> None:
    """Nothing is left to decide about it."""
    close(session, held.id)
