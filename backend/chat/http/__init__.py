"""Doors to chat, a file a matter."""

from backend.chat.http import messages

DOORS = (messages.messages,)
