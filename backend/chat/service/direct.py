"""Two people who talk."""

from sqlalchemy.orm import Session

from backend.chat.models import Channel


def spoke(_session: Session, _channel: Channel, _author_id: int) -> None:
    """Somebody wrote in a direct channel: the first message is a request, an answer accepts it."""
