"""Logs: one JSON object a line in production, readable lines in development. No bodies, no addresses, no secrets.

What we log ourselves names people by their ids. The text of a fault may hold anything, so addresses are taken out of
every line, and the database's errors come without their values (backend.core.db).
"""

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor

ADDRESS = re.compile(r"[^\s@<>\"'=,;:()]+@[^\s@<>\"'=,;:()]+")


def configure(*, production: bool) -> None:
    """Send every log line to standard output, those of the libraries from WARNING on."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _without_addresses,
    ]
    last = structlog.processors.JSONRenderer() if production else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )
    _libraries.setFormatter(
        ProcessorFormatter(foreign_pre_chain=shared, processors=[ProcessorFormatter.remove_processors_meta, last])
    )
    logging.getLogger().addHandler(_libraries)  # once, however often it is said


class _Libraries(logging.Handler):
    """What the libraries warn of, as our own lines are written."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        sys.stdout.write(self.format(record) + "\n")


_libraries = _Libraries(logging.WARNING)


def _without_addresses(_logger: object, _method: str, line: EventDict) -> EventDict:
    """Take e-mail addresses out, wherever they come from."""
    for name, value in line.items():
        if isinstance(value, str) and "@" in value:
            line[name] = ADDRESS.sub("(address)", value)
    return line


@contextmanager
def only_warnings() -> Iterator[None]:
    """Say nothing below a warning, while a command tells in its own words what it does."""
    usual = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    try:
        yield
    finally:
        structlog.configure(wrapper_class=usual)
