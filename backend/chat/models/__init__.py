"""Tables of chat."""

from backend.chat.models.channel import Block, Channel, ChatSettings, Chatter, Membership
from backend.chat.models.message import Mention, Message, MessageEdit, Reaction

__all__ = [
    "Block",
    "Channel",
    "ChatSettings",
    "Chatter",
    "Membership",
    "Mention",
    "Message",
    "MessageEdit",
    "Reaction",
]
