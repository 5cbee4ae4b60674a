"""Doors to chat, a file a matter."""

from backend.chat.http import channels, exporting, finding, gone, held, membership, messages, people, photos, settings

DOORS = (
    channels.channels,
    channels.about,
    membership.membership,
    messages.messages,
    photos.photos,
    people.company,
    settings.chat,
    settings.guidelines,
    finding.found,
    gone.gone,
    held.held,
    exporting.exports,
)
