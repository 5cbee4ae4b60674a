"""Full text over a table of folded texts, the same on both databases.

A searchable table has one row a thing: its id and some text columns, already folded (backend.core.text.fold), so that
accents and case are gone before either database sees them. SQLite keeps an FTS5 index over it by triggers; PostgreSQL
a GIN index over the same words. Words are matched from their beginning and all of them must be there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from alembic import op
from sqlalchemy import Integer, Select, column, literal_column, select, table, text
from sqlalchemy.orm import Session

from backend.core.text import folded

MOST_WORDS = 12
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """A searchable table: its name, its id column, and its text columns, the weightiest first (at most four)."""

    table: str
    key: str
    columns: tuple[str, ...]

    @property
    def fts(self) -> str:
        """The name of SQLite's index."""
        return f"{self.table}_search"

    @property
    def weights(self) -> str:
        """What a match in each column counts."""
        return ", ".join(str(4 ** (len(self.columns) - place)) for place in range(len(self.columns)))

    @property
    def vector(self) -> str:
        """PostgreSQL's words of a row, weighted A to D; the same expression in the index and in the query."""
        parts = (f"setweight(to_tsvector('simple', {name}), '{'ABCD'[i]}')" for i, name in enumerate(self.columns))
        return " || ".join(parts)


def words(query: str) -> list[str]:
    """The folded words of what somebody typed, at most twelve."""
    return every_word(query)[:MOST_WORDS]


def every_word(text: str) -> list[str]:
    """All words of a text, folded, in their order."""
    return _WORD.findall(folded(text).replace("_", " "))


def matching(session: Session, index: SearchIndex, query: str, *, among: Select[int], limit: int) -> Sequence[int]:
    """The ids of the rows that hold every word of the query, best first; only those that `among` selects."""
    wanted = words(query)
    if not wanted:
        return []
    if session.get_bind().dialect.name == "sqlite":
        rows = table(index.fts, column("rowid", Integer))
        holds, best = text(f"{index.fts} MATCH :query"), text(f"bm25({index.fts}, {index.weights})")
        # The plus keeps SQLite from asking its index anew for every id among those.
        key, allowed = rows.c.rowid, literal_column("+rowid", Integer)
        query = " ".join(f'"{word}"*' for word in wanted)
    else:
        rows = table(index.table, column(index.key, Integer))
        holds = text(f"({index.vector}) @@ to_tsquery('simple', :query)")
        best = text(f"ts_rank({index.vector}, to_tsquery('simple', :query)) DESC")
        key = allowed = rows.c[index.key]
        query = " & ".join(f"'{word}':*" for word in wanted)
    found = select(key).where(holds, allowed.in_(among)).order_by(best, key).limit(limit)
    return session.scalars(found, {"query": query}).all()


def create(index: SearchIndex) -> None:
    """For migrations: index a searchable table that exists."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"CREATE INDEX ix_{index.table}_search ON {index.table} USING gin (({index.vector}))")
        return
    columns = ", ".join(index.columns)
    old, new = (", ".join(f"{row}.{name}" for name in index.columns) for row in ("old", "new"))
    forget = f"INSERT INTO {index.fts}({index.fts}, rowid, {columns}) VALUES ('delete', old.{index.key}, {old});"
    take = f"INSERT INTO {index.fts}(rowid, {columns}) VALUES (new.{index.key}, {new});"
    op.execute(
        f"CREATE VIRTUAL TABLE {index.fts} USING fts5({columns}, content='{index.table}', "
        f"content_rowid='{index.key}', tokenize='unicode61', prefix='2 3')"
    )
    for when, does in (("INSERT", take), ("DELETE", forget), ("UPDATE", forget + take)):
        op.execute(f"CREATE TRIGGER {index.fts}_{when.lower()} AFTER {when} ON {index.table} BEGIN {does} END")


def drop(index: SearchIndex) -> None:
    """For migrations: undo `create`."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP INDEX ix_{index.table}_search")
        return
    for when in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER {index.fts}_{when}")
    op.execute(f"DROP TABLE {index.fts}")
