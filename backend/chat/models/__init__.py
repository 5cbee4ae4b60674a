"""Tables of chat."""

from backend.chat.models.channel import Block, Channel, ChatSettings, Chatter, GuidelinesEdition, Membership
from backend.chat.models.finding import MESSAGES, MessageText
from backend.chat.models.held import Held
from backend.chat.models.message import Mention, Message, MessageEdit, Reaction
from backend.chat.models.photo import Photo

__all__ = [
    "MESSAGES",
    "Block",
    "Channel",
    "ChatSettings",
    "Chatter",
    "GuidelinesEdition",
    "Held",
    "Membership",
    "Mention",
    "Message",
    "MessageEdit",
    "MessageText",
    "Photo",
    "Reaction",
]
