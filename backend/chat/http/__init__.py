"""Doors to chat, a file a matter."""

from backend.chat.http import messages, photos

DOORS = (messages.messages, photos.photos)
