"""How much a message may hold, and how long it may be changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.chat.rules import refusals
from backend.core.markup import Written

MOST_MENTIONS = 10
EDITABLE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Saying:
    """What a request says: `photo_ids` in order, `reply_to` the id of what it answers."""

    client_id: str
    written: Written
    reply_to: int | None
    photo_ids: tuple[int, ...]


def check_mentions(count: int) -> None:
    """Refuse a message that names half the channel."""
    if count > MOST_MENTIONS:
        refusal = refusals.TooManyMentions(f"One message may name {MOST_MENTIONS} people, and this names {count}.")
        refusal.about = {"most": MOST_MENTIONS}
        raise refusal


def check_editable(written_at: datetime, *, at: datetime) -> None:
    """Refuse to change what was said more than a day ago."""
    if at >= written_at + EDITABLE:
        raise refusals.TooLateToEdit
