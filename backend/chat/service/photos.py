"""Photos of messages."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from backend.chat.models import Message
from backend.core.errors import Invalid


def attach(_session: Session, _author_id: int, _message: Message, photo_ids: Sequence[int]) -> None:
    """Put these photos of the author's on their message."""
    if photo_ids:
        raise Invalid("There is no such photo.")


def remove_of(_session: Session, _message: Message) -> None:
    """Take the photos of a removed message away."""
