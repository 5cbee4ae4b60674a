"""How gunicorn serves Fireside: one gevent process that holds many phones."""

from gevent import monkey

monkey.patch_all()  # before anything else is imported: what is imported unpatched stops every request at once

import gc
import os
import resource
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gunicorn.arbiter import Arbiter
    from gunicorn.workers.base import Worker

_host = os.environ.get("HOST", "127.0.0.1")
_port = os.environ.get("PORT", "8000")

bind = f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}"
worker_class = "gevent"
# Said here, or gunicorn would take WEB_CONCURRENCY at its word: a second process would not hear the first.
workers = 1
worker_connections = 20_000
keepalive = 5
timeout = 60
graceful_timeout = 10
control_socket_disable = True
# Who may speak for a client is said in one place, TRUSTED_PROXIES; gunicorn believes nobody.
forwarded_allow_ips = ""
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
accesslog = None  # addresses may hold secrets (calendar links); the application logs what happened, without them


def on_starting(server: "Arbiter") -> None:
    """Refuse what cannot work, and ask the system for a file descriptor per phone."""
    if server.cfg.preload_app:
        # A database driver that is loaded before the fork waits in C and stops every request of the process.
        raise SystemExit("--preload cannot be used with Fireside.")
    if server.cfg.workers != 1:
        raise SystemExit("Fireside runs in one web process: what one hears, another would not.")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def post_worker_init(worker: "Worker") -> None:
    """Make sure that waiting for PostgreSQL lets other requests go on."""
    from psycopg import waiting  # noqa: PLC0415 - not in the master, which must load nothing before the fork

    if waiting.wait is getattr(waiting, "wait_c", None):
        raise SystemExit("psycopg was imported before gevent patched the standard library.")
    _leave_in_order(worker)
    # What is there by now stays: looking through it again would hold up a frame on its way to thousands.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    worker.log.info("Ready for %d connections", worker.cfg.worker_connections)


def _leave_in_order(worker: "Worker") -> None:
    """On SIGTERM send the phones away first, then let gunicorn finish what is under way."""
    from gevent import spawn  # noqa: PLC0415 - as above

    from backend import live  # noqa: PLC0415 - as above

    def leave() -> None:
        try:
            live.drain(worker.wsgi)  # type: ignore[arg-type] # the Flask application that wsgi.py made
        finally:
            worker.alive = False

    def on_term(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # asked once is enough
        spawn(leave)

    signal.signal(signal.SIGTERM, on_term)
