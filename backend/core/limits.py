"""How often is too often, counted over a moving window: in Redis where several processes share it, else in this one.

While Redis is away this process counts alone, so that a limit is looser for a time and never gone; a request waits
for Redis a quarter of a second at the most, and then nobody asks it for a while.
"""

import time

import structlog
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from backend.core import seal
from backend.core.errors import TooMany

log = structlog.get_logger()

LONGEST_TALK = 0.25  # seconds
LEFT_ALONE = 5.0  # seconds after a failure


class _Counters:
    """What counts: alone always, together where Redis is configured and answers."""

    alone_in = MemoryStorage()
    alone = MovingWindowRateLimiter(alone_in)
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
    limit = parse(rate)
    if not _hit(limit, *what):
        raise TooMany(retry_after=limit.get_expiry())


def within(rate: str, *what: str) -> bool:
    """Count one use of `what`, and whether that was within `rate`; a use beyond it is not counted."""
    return _hit(parse(rate), *what)


def _hit(limit: RateLimitItem, *what: str) -> bool:
    if _Counters.together is not None and time.monotonic() >= _Counters.not_before:
        try:
            return _Counters.together.hit(limit, *what)
        except (RedisError, OSError) as error:
            _Counters.not_before = time.monotonic() + LEFT_ALONE
            log.warning("limits.counted_alone", error=type(error).__name__)
    return _Counters.alone.hit(limit, *what)


def forget() -> None:
    """Start counting anew (a fresh server, or a test)."""
    _Counters.alone_in.reset()
