"""Doors to chat, a file a matter."""

from backend.chat.http import channels, membership, messages, people, photos, settings
from backend.core.http import Blueprint

DOORS: tuple[Blueprint, ...] = (
    channels.channels,
    channels.about,
    membership.membership,
    people.company,
    settings.chat,
    messages.messages,
    photos.photos,
)
