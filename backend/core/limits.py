"""How often is too often, counted over a moving window in this process."""

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from backend.core.errors import TooMany

_storage = MemoryStorage()
_limiter = MovingWindowRateLimiter(_storage)


def spend(rate: str, *what: str) -> None:
    """Count one use of `what` against `rate`, such as "5 per 15 minutes".

    Raises:
        TooMany: when the rate is used up; `retry_after` says when to come back.
    """
    if not within(rate, *what):
        raise TooMany(retry_after=parse(rate).get_expiry())


def within(rate: str, *what: str) -> bool:
    """Count one use of `what`, and whether that was within `rate`; a use beyond it is not counted."""
    return _limiter.hit(parse(rate), *what)


def forget() -> None:
    """Start counting anew (a fresh server, or a test)."""
    _storage.reset()
