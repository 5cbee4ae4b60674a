"""`python -m backend.worker`: does what can wait, at once when reminded and by the clock as well.

SIGTERM and SIGINT let the work in hand come to its end; what it leaves is due again when a worker is back.
"""

import logging
import signal
import time

import structlog
from huey.consumer import Consumer
from redis import RedisError

from backend import settings as environment
from backend.app import bind
from backend.chat import jobs as chat
from backend.core import jobs, mail
from backend.moderation import jobs as moderation
from backend.panels import jobs as panels
from backend.people import jobs as people

log = structlog.get_logger()

JOBS = (
    *(mail.SEND, people.FORGET, panels.LOOK, panels.THANK, panels.READ, chat.TURN, chat.SWEEP),
    *(moderation.EMPTY, moderation.MISS),
)
EACH_SECOND = (panels.LOOK,)  # what must be exact to seconds, and costs one query when nothing is due
LONGEST_PAUSE = 1.0  # seconds until a reminder is seen
LONGEST_GOODBYE = 8.0  # seconds; less than what a supervisor waits before it kills
BETWEEN_LOOKS = 1.0  # seconds
BETWEEN_CHECKS = 10.0  # seconds
STOPS = (signal.SIGTERM, signal.SIGINT)


def main() -> None:
    """Work until told to stop."""
    settings = environment.load()
    bind(settings)
    # Blocked before any thread starts, so that they wait for sigtimedwait: a handler could meet a lock it needs.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    for name in ("Worker", "Scheduler"):
        logging.getLogger(f"huey.consumer.{name}").addFilter(_is_news)
    worker = Consumer(jobs.queue(), max_delay=LONGEST_PAUSE, shutdown_timeout=LONGEST_GOODBYE)
    worker.start()
    jobs.remind_all()
    log.info("worker.ready", jobs=[job.name for job in JOBS])
    check_at = time.monotonic()
    while signal.sigtimedwait(STOPS, BETWEEN_LOOKS) is None:
        for job in EACH_SECOND:
            job.run(settings)
        if time.monotonic() >= check_at:
            worker.check_worker_health()
            jobs.stand_in()
            check_at = time.monotonic() + BETWEEN_CHECKS
    worker.stop(graceful=True)
    log.info("worker.stopped")


def _is_news(record: logging.LogRecord) -> bool:
    """Whether the library tells more than that Redis is away, which `stand_in` tells without a traceback a second."""
    return not (record.exc_info and isinstance(record.exc_info[1], RedisError))


if __name__ == "__main__":
    main()
