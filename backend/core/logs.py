"""Logs: one JSON object a line in production, readable lines in development. No bodies, no addresses, no secrets."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog


def configure(*, production: bool) -> None:
    """Send every log line to standard output, those of the libraries from WARNING on."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    last = structlog.processors.JSONRenderer() if production else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )


@contextmanager
def only_warnings() -> Iterator[None]:
    """Say nothing below a warning, while a command tells in its own words what it does."""
    usual = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    try:
        yield
    finally:
        structlog.configure(wrapper_class=usual)
