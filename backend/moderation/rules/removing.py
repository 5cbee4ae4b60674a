"""What holds for removals and what is kept of them."""

from datetime import datetime, timedelta
from http import HTTPStatus

from backend.core.errors import Refusal
from schemas.words import RefusalCode


class EvidenceGone(Refusal):
    """What was removed is kept for a while only; after that nobody can look at it or put it back."""

    code = RefusalCode.EVIDENCE_GONE
    status = HTTPStatus.GONE
    detail = "What was removed is no longer kept, so it can be neither shown nor put back."


def kept_until(at: datetime, days: int) -> datetime:
    """Until when moderators can look at what was removed then."""
    return at + timedelta(days=days)
