"""How often is too often, counted over a moving window: in Redis where several processes share it, else in this one.

While Redis is away this process counts alone, so that a limit is looser for a time and never gone; a request waits
for Redis a quarter of a second at the most, and then nobody asks it for a while.
"""

import threading
import time
from collections import deque
from functools import cache

import structlog
from limits import RateLimitItem
from limits import parse as parsed
from limits.storage import RedisStorage, Storage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from backend.core import seal
from backend.core.errors import TooMany

log = structlog.get_logger()

LONGEST_TALK = 0.25  # seconds
LEFT_ALONE = 5.0  # seconds after a failure
LOOKED_THROUGH_EVERY = 60.0  # seconds

parse = cache(parsed)  # the few rates of the doors


class _Alone:
    """Counts in this process alone. What is past is forgotten now and then, not while somebody waits for an answer.

    The library's own memory looks through everybody it ever counted a hundred times a second.
    """

    def __init__(self) -> None:
        self._uses: dict[str, tuple[int, deque[float]]] = {}
        self._looked_through = 0.0
        self._lock = threading.Lock()

    def hit(self, limit: RateLimitItem, *what: str) -> bool:
        """Count one use if it is within the limit; whether it was."""
        now = time.time()
        with self._lock:
            self._forget_past(now)
            window, uses = self._uses.setdefault(limit.key_for(*what), (limit.get_expiry(), deque()))
            while uses and uses[0] <= now - window:
                uses.popleft()
            if len(uses) >= limit.amount:
                return False
            uses.append(now)
            return True

    def _forget_past(self, now: float) -> None:
        if abs(now - self._looked_through) < LOOKED_THROUGH_EVERY:
            return
        self._looked_through = now
        self._uses = {
            key: (window, uses) for key, (window, uses) in self._uses.items() if uses and uses[-1] > now - window
        }

    def reset(self) -> None:
        """Forget everything."""
        with self._lock:
            self._uses.clear()


class _Counters:
    """What counts: alone always, together where Redis is configured and answers."""

    alone = _Alone()
    together: MovingWindowRateLimiter | None = None
    not_before = 0.0


def bind(url: str) -> None:
    """Count in the Redis at this address; alone when it is empty."""
    _Counters.together = MovingWindowRateLimiter(_shared(url)) if url else None
    _Counters.not_before = 0.0


def _shared(url: str) -> Storage:
    prefix = f"fireside:{seal.digest('the name of the limits')[:16]}"
    scheme = url.replace("unix://", "redis+unix://", 1) if url.startswith("unix://") else url
    return RedisStorage(scheme, key_prefix=prefix, socket_timeout=LONGEST_TALK, socket_connect_timeout=LONGEST_TALK)


def spend(rate: str, *what: str) -> None:
    """Count one use of `what` against `rate`, such as "5 per 15 minutes".

    Raises:
        TooMany: when the rate is used up; `retry_after` says when to come back.
    """
    if not within(rate, *what):
        raise TooMany(retry_after=parse(rate).get_expiry())


def within(rate: str, *what: str) -> bool:
    """Count one use of `what`, and whether that was within `rate`; a use beyond it is not counted."""
    limit = parse(rate)
    if _Counters.together is not None and time.monotonic() >= _Counters.not_before:
        try:
            return _Counters.together.hit(limit, *what)
        except (RedisError, OSError) as error:
            _Counters.not_before = time.monotonic() + LEFT_ALONE
            log.warning("limits.counted_alone", error=type(error).__name__)
    return _Counters.alone.hit(limit, *what)


def forget() -> None:
    """Start counting anew (a fresh server, or a test)."""
    _Counters.alone.reset()
