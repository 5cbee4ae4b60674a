"""Alembic's entry: runs on the connection that backend.migrations hands over."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context

from backend.core.db import Base, Moment
from backend.tables import ALL

assert ALL  # noqa: S101 - the import is what fills Base.metadata


def plain(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as what the database sees, so that old revisions need none of our code."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String(length={item.length})"
    return False


def ours(_item: Any, name: str | None, kind: str, *_: Any) -> bool:
    """Leave out the search indexes, which their module creates by hand (backend.core.search)."""
    return not (kind in {"table", "index"} and "search" in (name or ""))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=plain,
    include_object=ours,
)
context.run_migrations()
