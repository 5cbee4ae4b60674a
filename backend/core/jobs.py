"""Work that need not happen while somebody waits: the worker does it at once, and by the clock as well.

The queue forgets what it has handed out, so a job is only ever a reminder: it looks in the database for what is
due. A reminder that is lost costs until the next turn of the clock, never the work.

With REDIS_URL the queue is there, and workers may be on any machine; else it is a file beside the database. Over it
goes the name of a job and nothing else: whoever writes to it can at most have a job of ours done.
"""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import redis
import structlog
from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey, crontab
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy.orm import Session

from backend.core import db, seal
from backend.settings import Settings

if TYPE_CHECKING:
    from huey.api import TaskWrapper

log = structlog.get_logger()

Work = Callable[[Settings], object]
LONGEST_LOCK = 1.0  # seconds; SQLite's own wait stops every request of the process
LONGEST_TALK = 0.25  # seconds one exchange with Redis may take; somebody waits for their answer meanwhile
LEFT_ALONE = 5.0  # seconds after Redis failed in which nobody is reminded
A_TURN = 60  # seconds; the clock's


class Job:
    """Some work, named for the log, done every so many minutes (a divisor of 60) and when asked for.

    What waits for strangers is done `aside`: in a thread of its own, one turn at a time, so that nothing waits for it.
    """

    def __init__(self, name: str, work: Work, *, every: int, aside: bool = False) -> None:
        self.name = name
        self.every = every
        self._work = work
        self._aside = aside
        self._at_it = threading.Lock()
        self._again = False
        self._reminder: TaskWrapper | None = None
        _Shop.jobs.append(self)

    def run(self, settings: Settings) -> None:
        """Do the work now; a fault is logged and ends nothing but this turn."""
        try:
            self._work(settings)
        except Exception as error:
            log.exception("job.broken", job=self.name, error=type(error).__name__)

    def turn(self, settings: Settings) -> None:
        """Do the work when it is its turn: here, or aside."""
        if self._aside:
            self._again = True
            threading.Thread(target=self._run_aside, args=(settings,), name=self.name, daemon=True).start()
        else:
            self.run(settings)

    def _run_aside(self, settings: Settings) -> None:
        """Work until no reminder came meanwhile; who is reminded while another turn works leaves it to that one."""
        while self._again and self._at_it.acquire(blocking=False):
            try:
                self._again = False
                self.run(settings)
            finally:
                self._at_it.release()

    def soon(self, session: Session) -> None:
        """Remind the worker once the transaction is stored."""
        db.after_commit(session, self.remind)

    def remind(self) -> None:
        """Have the worker do this as soon as it can."""
        if time.monotonic() < _Shop.not_before:
            return
        try:
            queue()
            self._reminder()  # type: ignore[misc] # offered to the queue that was just opened
        except Exception as error:  # noqa: BLE001 - what is committed must be answered; the clock does the work
            if isinstance(error, redis.RedisError):
                _Shop.not_before = time.monotonic() + LEFT_ALONE
            log.warning("job.not_reminded", job=self.name, error=type(error).__name__)

    def offer(self, to: Huey, settings: Settings) -> None:
        """Let the queue carry reminders of this job."""

        def turn() -> None:
            self.turn(settings)

        def turn_by_the_clock() -> None:
            if _first_this_minute(self.name, to):
                self.turn(settings)

        self._reminder = to.task(name=self.name)(turn)
        to.periodic_task(crontab(minute=f"*/{self.every}"), name=f"{self.name}_by_the_clock")(turn_by_the_clock)


class _Names(Serializer):  # type: ignore[misc] # the library is untyped
    """A task as its id and its name. The library would pickle it, and unpickle whatever stands in Redis."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps([data.id, data.name]).encode()

    def _deserialize(self, data: bytes) -> Message:
        number, name = json.loads(data)
        return Message(number, name, args=(), kwargs={})


class _Shop:
    """Every job, and the queue between those who remind and the worker."""

    jobs: list[Job] = []  # noqa: RUF012 - one list for the whole process
    settings: Settings | None = None
    queue: Huey | None = None
    not_before = 0.0
    lock = threading.Lock()


def bind(settings: Settings) -> None:
    """Use the queue of these settings: in Redis, else in the file, else in memory. It is opened when first needed."""
    _Shop.settings, _Shop.queue, _Shop.not_before = settings, None, 0.0


def queue() -> Huey:
    """The queue in use, which carries every job.

    Raises:
        RuntimeError: when `bind` was not called.
    """
    with _Shop.lock:
        if _Shop.queue is None:
            _Shop.queue = _opened()
        return _Shop.queue


def soon(session: Session, name: str) -> None:
    """Remind the worker of the job with this name once the transaction is stored; a service knows jobs by name."""
    for job in _Shop.jobs:
        if job.name == name:
            job.soon(session)


def remind_all() -> None:
    """Have the worker do everything that became due while it was away."""
    for job in _Shop.jobs:
        job.remind()


def stand_in() -> None:
    """While the queue cannot be reached nobody is reminded, not even by the clock: then do everything now."""
    try:
        queue().pending_count()
    except Exception as error:  # noqa: BLE001 - whatever the trouble is, the work is done
        log.warning("jobs.no_queue", error=type(error).__name__)
        for job in _Shop.jobs:
            job.turn(_settings())


def _settings() -> Settings:
    if _Shop.settings is None:
        raise RuntimeError("No queue is bound.")
    return _Shop.settings


def _opened() -> Huey:
    settings = _settings()
    made = _in_redis(settings.redis_url) if settings.redis_url else _here(settings.jobs_path)
    for job in _Shop.jobs:
        job.offer(made, settings)
    return made


def _here(path: str) -> Huey:
    """A queue for one worker, in a file or in memory."""
    if not path:
        return MemoryHuey("fireside", serializer=_Names())
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    options = {"filename": path, "results": False, "fsync": False, "timeout": LONGEST_LOCK}
    return SqliteHuey("fireside", serializer=_Names(), **options)


def _in_redis(url: str) -> Huey:
    """A queue for workers on any machine; another deployment on the same Redis has another."""
    pool = redis.ConnectionPool.from_url(
        url,
        socket_timeout=LONGEST_TALK,
        socket_connect_timeout=LONGEST_TALK,
        retry=redis.retry.Retry(redis.backoff.NoBackoff(), 0),
    )
    name = f"fireside{seal.digest('the name of the queue')[:16]}"
    return RedisHuey(name, serializer=_Names(), results=False, blocking=False, connection_pool=pool)


def _first_this_minute(job: str, to: Huey) -> bool:
    """Whether no other worker does this by the clock in this minute; so too where none can be heard."""
    if not isinstance(to, RedisHuey):
        return True
    key = f"{to.name}:{job}:{int(time.time() // A_TURN)}"
    try:
        return bool(to.storage.conn.set(key, 1, nx=True, ex=2 * A_TURN))
    except redis.RedisError as error:
        log.warning("job.alone", job=job, error=type(error).__name__)
        return True
