"""Doors to chat, a file a matter."""

from backend.chat.http import photos
from backend.core.http import Blueprint

DOORS: tuple[Blueprint, ...] = (photos.photos,)
