"""How much a message may hold, and how long it may be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.chat.rules import refusals
from backend.core.markup import Written
from backend.people.rules import restrictions
from backend.people.rules.restrictions import Restriction
from schemas.words import RestrictionKind

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


def check_kept_from(found: Sequence[Restriction], *, links: int, photos: int) -> None:
    """Refuse links and photos of somebody whom moderators keep from them.

    Raises:
        Restricted: with the reason.
    """
    if photos:
        restrictions.check(found, RestrictionKind.NO_PHOTOS)
    if links:
        restrictions.check(found, RestrictionKind.NO_LINKS)


def check_editable(written_at: datetime, *, at: datetime) -> None:
    """Refuse to change what was said more than a day ago."""
    if at >= written_at + EDITABLE:
        raise refusals.TooLateToEdit
