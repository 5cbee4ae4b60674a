"""Photos of messages."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session


def photos_of(_session: Session, _message_ids: Collection[int]) -> Mapping[int, Sequence[Mapping[str, Any]]]:
    """The photos of these messages in their order (schemas.photos.PhotoSchema), by message."""
    return {}
