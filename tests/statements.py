"""What is said to the database while a test looks."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from backend.core import db


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent meanwhile, without their values."""
    said: list[str] = []

    def hear(_connection, _cursor, statement, *_) -> None:
        said.append(statement)

    sa.event.listen(db.engine(), "before_cursor_execute", hear)
    yield said
    sa.event.remove(db.engine(), "before_cursor_execute", hear)
