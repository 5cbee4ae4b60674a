"""Doors to chat, a file a matter."""

from backend.chat.http import exporting, finding
from backend.core.http import Blueprint

DOORS: tuple[Blueprint, ...] = (finding.found, exporting.exports)
