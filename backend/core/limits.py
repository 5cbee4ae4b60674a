"""How often is too often, counted over a moving window: in Redis where several processes share it, else in this one.

While Redis is away this process counts alone, so that a limit is looser for a time and never gone; a request waits
for Redis a quarter of a second at the most, and then nobody asks it for a while.
"""

import threading
import time
from collections import deque
from functools import cache

import structlog
from limits import RateLimitItem, parse
from limits.storage import RedisStorage, Storage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from backend.core import seal
from backend.core.errors import TooMany

log = structlog.get_logger()

LONGEST_TALK = 0.25  # seconds
LEFT_ALONE = 5.0  # seconds after a failure
SWEPT_EVERY = 60.0  # seconds

_limit = cache(parse)  # our own words, so there are few


class _Alone:
    """Counts in this process: of everything the moments of its latest uses, no more of them than the limit allows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._uses: dict[str, deque[float]] = {}
        self._ends: dict[str, float] = {}
        self._sweep_at = 0.0

    def hit(self, limit: RateLimitItem, *what: str) -> bool:
        """Count one use, and whether it was within the limit."""
        at, key, window = time.time(), limit.key_for(*what), limit.get_expiry()
        with self._lock:
            self._sweep(at)
            uses = self._uses.setdefault(key, deque(maxlen=limit.amount))
            if uses and uses[-1] > at:
                uses.clear()  # the clock was set back: nobody waits until it is where it was
            if len(uses) == limit.amount and uses[0] > at - window:
                return False
            uses.append(at)
            self._ends[key] = at + window
        return True

    def _sweep(self, at: float) -> None:
        """Forget what was last used a whole window ago."""
        if self._sweep_at - SWEPT_EVERY <= at < self._sweep_at:
            return
        self._sweep_at = at + SWEPT_EVERY
        for key in [key for key, ends in self._ends.items() if ends <= at]:
            del self._uses[key], self._ends[key]

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._uses.clear()
            self._ends.clear()


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
        raise TooMany(retry_after=_limit(rate).get_expiry())


def within(rate: str, *what: str) -> bool:
    """Count one use of `what`, and whether that was within `rate`; a use beyond it is not counted."""
    limit = _limit(rate)
    if _Counters.together is not None and time.monotonic() >= _Counters.not_before:
        try:
            return _Counters.together.hit(limit, *what)
        except (RedisError, OSError) as error:
            _Counters.not_before = time.monotonic() + LEFT_ALONE
            log.warning("limits.counted_alone", error=type(error).__name__)
    return _Counters.alone.hit(limit, *what)


def forget() -> None:
    """Start counting anew (a fresh server, or a test)."""
    _Counters.alone.forget()
