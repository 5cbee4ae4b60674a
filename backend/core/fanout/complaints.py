"""What clients do wrong, in the log: one line a minute for each sort of complaint, however many there are."""

import logging
import time

import structlog

QUIET = 60.0

log = structlog.get_logger()


class Complaints:
    """Counts complaints and writes the first of a minute; the next line tells how many were kept back."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}
        self._kept_back: dict[str, int] = {}

    def of(self, sort: str, *, detail: str = "") -> None:
        """A client did something of this sort; `sort` is one of our words, `detail` is cut short."""
        now = time.monotonic()
        if now - self._last.get(sort, -QUIET) < QUIET:
            self._kept_back[sort] = self._kept_back.get(sort, 0) + 1
            return
        self._last[sort] = now
        log.info("socket.refused", sort=sort, detail=detail[:80], kept_back=self._kept_back.pop(sort, 0))


class OncePerMinute(logging.Filter):
    """Lets each message of a library's logger through once a minute: a client must not be able to fill the disk."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this line may be written."""
        now = time.monotonic()
        if now - self._last.get(str(record.msg), -QUIET) < QUIET:
            return False
        self._last[str(record.msg)] = now
        return True


def quiet_logger(name: str) -> logging.Logger:
    """A logger for Engine.IO or Socket.IO: warnings and worse, each once a minute."""
    logger = logging.getLogger(name)
    logger.setLevel(logging.WARNING)
    if not any(isinstance(known, OncePerMinute) for known in logger.filters):
        logger.addFilter(OncePerMinute())
    return logger
