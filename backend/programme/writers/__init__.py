"""The programme out: pure functions from a Published programme, which a query fills, to the bytes of a format."""

from backend.programme.writers.published import (
    Published,
    PublishedLink,
    PublishedRoom,
    PublishedSession,
    PublishedSlot,
    PublishedSpeaker,
    PublishedTrack,
    guid,
)

__all__ = [
    "Published",
    "PublishedLink",
    "PublishedRoom",
    "PublishedSession",
    "PublishedSlot",
    "PublishedSpeaker",
    "PublishedTrack",
    "guid",
]
