"""Work that need not happen while somebody waits: the worker does it at once, and by the clock as well.

The queue forgets what it has handed out, so a job is only ever a reminder: it looks in the database for what is
due. A reminder that is lost costs until the next turn of the clock, never the work.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from huey import Huey, MemoryHuey, SqliteHuey, crontab
from sqlalchemy.orm import Session

from backend.core import db
from backend.settings import Settings

if TYPE_CHECKING:
    from huey.api import TaskWrapper

log = structlog.get_logger()

Work = Callable[[Settings], object]
LONGEST_LOCK = 1.0  # seconds; SQLite's own wait stops every request of the process


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
        try:
            queue()
            self._reminder()  # type: ignore[misc] # offered to the queue that was just opened
        except Exception as error:  # noqa: BLE001 - what is committed must be answered; the clock does the work
            log.warning("job.not_reminded", job=self.name, error=type(error).__name__)

    def offer(self, to: Huey, settings: Settings) -> None:
        """Let the queue carry reminders of this job."""

        def turn() -> None:
            if self._aside:
                self._again = True
                threading.Thread(target=self._run_aside, args=(settings,), name=self.name, daemon=True).start()
            else:
                self.run(settings)

        self._reminder = to.task(name=self.name)(turn)
        to.periodic_task(crontab(minute=f"*/{self.every}"), name=f"{self.name}_by_the_clock")(turn)


class _Shop:
    """Every job, and the queue between those who remind and the worker."""

    jobs: list[Job] = []  # noqa: RUF012 - one list for the whole process
    settings: Settings | None = None
    queue: Huey | None = None
    lock = threading.Lock()


def bind(settings: Settings) -> None:
    """Use the queue at `settings.jobs_path`, in memory when that is empty; it is opened when first needed."""
    _Shop.settings, _Shop.queue = settings, None


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


def _opened() -> Huey:
    if _Shop.settings is None:
        raise RuntimeError("No queue is bound.")
    path = _Shop.settings.jobs_path
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    made = (
        SqliteHuey("fireside", filename=path, results=False, fsync=False, timeout=LONGEST_LOCK)
        if path
        else MemoryHuey("fireside")
    )
    for job in _Shop.jobs:
        job.offer(made, _Shop.settings)
    return made
