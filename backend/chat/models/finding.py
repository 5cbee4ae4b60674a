"""What messages are found by."""

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Integer, Text, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from backend.chat.models.message import Message
from backend.core import timeline
from backend.core.db import Base
from backend.core.timeline import Timeline


class MessageText(Base):
    """What a message is found by, and where it stands: `c3` its channel, `p7` its author, and who may read it.

    `all` for those of the community, `d7 d9` for the two of a direct channel. `moment` is its time and id in one
    (backend.core.timeline). A removed message has no such row, nor has one without a word.
    """

    __tablename__ = "message_text"

    moment: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False
    )
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    words: Mapped[str] = mapped_column(Text)
    places: Mapped[str] = mapped_column(Text)

    message: Mapped[Message] = relationship(lazy="raise")


@event.listens_for(MessageText, "before_insert")
def _stand_in_time(_mapper: Any, _connection: Any, row: MessageText) -> None:
    row.moment = timeline.key_of(row.message.at, row.message.id)  # which its message has just been given


MESSAGES = Timeline("message_text", "moment")
