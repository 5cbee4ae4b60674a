"""How much a message may hold, and how long it may be changed."""

from datetime import datetime, timedelta

from backend.chat.rules import refusals

MOST_MENTIONS = 10
EDITABLE = timedelta(days=1)


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
