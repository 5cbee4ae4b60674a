"""Frames as bytes, made once: thousands of phones that missed the same get the same answer, and so do those who listen.

What is kept of a stream is forgotten as soon as the stream moves on, so that nothing outlives its removal here.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

MOST_KEPT = 256
MOST_BYTES = 32 * 1024 * 1024


def encode(payload: Mapping[str, Any]) -> bytes:
    """JSON as it is sent."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


class Frames:
    """Encoded frames by stream and the number they begin after; the one used longest ago goes first."""

    def __init__(self, *, most: int = MOST_KEPT, most_bytes: int = MOST_BYTES) -> None:
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._most, self._most_bytes = most, most_bytes
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, stream: str, since: int) -> bytes | None:
        """The frame of this stream after `since` up to where the stream was last told to stand, if it is kept."""
        with self._lock:
            kept = self._kept.get((stream, since))
            if kept is not None:
                self._kept.move_to_end((stream, since))
            return kept

    def keep(self, stream: str, since: int, body: bytes) -> None:
        """Keep the frame for the next who asks."""
        with self._lock:
            self._drop((stream, since))
            self._kept[stream, since] = body
            self._bytes += len(body)
            while self._kept and (len(self._kept) > self._most or self._bytes > self._most_bytes):
                self._drop(next(iter(self._kept)))

    def forget(self, stream: str) -> None:
        """Drop every frame of the stream: it has moved on, or nobody hears it."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == stream]:
                self._drop(key)

    def _drop(self, key: tuple[str, int]) -> None:
        self._bytes -= len(self._kept.pop(key, b""))
