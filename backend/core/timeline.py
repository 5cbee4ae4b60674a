"""Full text over what was said in the course of years: newest first, a page at a time, the same on both databases.

A timeline is a table whose key grows with time. Each row has `words` (all it is found by: folded, with blanks between)
and `places` (what narrows a search, each of letters and digits: `c12`). SQLite keeps an FTS5 index over both by
triggers, PostgreSQL a GIN index over the same words, not cut up a second time. Neither ever sorts the hits of a common
word: SQLite walks its list from the newest, PostgreSQL chooses between that and the rare word's few rows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from alembic import op
from sqlalchemy import TextClause, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from backend.core import search

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
LARGEST = 2**63 - 1
BITS = 20  # of a key: what tells rows of the same millisecond apart
LONGEST_WALK = 500  # milliseconds
CANCELLED = "57014"  # as PostgreSQL says that a statement took too long
LONGEST_WORD = 60  # characters of a word that are looked at
SHORTEST_BEGINNING = 3  # letters from which a word is also found by its beginning


@dataclass(frozen=True, slots=True)
class Timeline:
    """A searchable table by time: its name and the name of its key."""

    table: str
    key: str

    @property
    def fts(self) -> str:
        """The name of SQLite's index."""
        return f"{self.table}_search"

    @property
    def vector(self) -> str:
        """PostgreSQL's words of a row; places are marked, so that no text can pretend to stand in one."""
        marked = "replace(places, ' ', ' #')"
        return f"array_to_tsvector(string_to_array(words || ' #' || {marked}, ' '))"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: all of the words, and of each group of places one; keys from `above` up to before `below`."""

    words: Sequence[str]
    places: Sequence[Collection[str]] = ()
    above: int = 0
    below: int = LARGEST


def key_of(at: datetime, number: int) -> int:
    """The key of row `number`, said at that moment; two rows of one millisecond need numbers close to each other."""
    milliseconds = (at - EPOCH) // MILLISECOND
    return (milliseconds << BITS) | (number & ((1 << BITS) - 1))


def words_of(said: str) -> str:
    """All that a text is found by."""
    return " ".join(word[:LONGEST_WORD] for word in search.every_word(said))


def newest(session: Session, timeline: Timeline, wanted: Wanted, *, limit: int) -> Sequence[int]:
    """The keys of the rows that hold every word, each from its beginning, the newest first."""
    if not wanted.words:
        return []
    bounds = {"above": wanted.above, "below": wanted.below, "limit": limit}
    if session.get_bind().dialect.name == "sqlite":
        return session.scalars(text(_on_sqlite(timeline)), {"query": _fts_query(wanted), **bounds}).all()
    return _planned(session, text(_on_postgresql(timeline)), {"query": _ts_query(wanted), **bounds})


def _planned(session: Session, statement: TextClause, values: Mapping[str, Any]) -> Sequence[int]:
    """PostgreSQL's hits by a plan for these very words: one for words in general is wrong for rare and common ones.

    Common words that never meet make a walk from the newest end a walk through everything. It is given up after a
    moment, and the few rows that hold all of them are gathered from the index first.
    """
    try:
        with session.begin_nested():
            session.execute(_settings("plan_cache_mode = force_custom_plan", f"statement_timeout = {LONGEST_WALK}"))
            found = session.scalars(statement, values).all()
            session.execute(_settings("statement_timeout = DEFAULT"))
            return found
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", "") != CANCELLED:
            raise
        session.execute(_settings("plan_cache_mode = force_custom_plan", "enable_indexscan = off"))
        found = session.scalars(statement, values).all()
        session.execute(_settings("enable_indexscan = DEFAULT"))
        return found


def _settings(*settings: str) -> TextClause:
    return text("; ".join(f"SET LOCAL {setting}" for setting in settings))


def _on_sqlite(timeline: Timeline) -> str:
    fts = timeline.fts
    return (
        f"SELECT rowid FROM {fts} WHERE {fts} MATCH :query AND rowid >= :above AND rowid < :below"
        " ORDER BY rowid DESC LIMIT :limit"
    )


def _on_postgresql(timeline: Timeline) -> str:
    table, key = timeline.table, timeline.key
    return (
        f"SELECT {key} FROM {table} WHERE {timeline.vector} @@ CAST(:query AS tsquery)"
        f" AND {key} >= :above AND {key} < :below ORDER BY {key} DESC LIMIT :limit"
    )


def _fts_query(wanted: Wanted) -> str:
    sought = " AND ".join(f'"{word[:LONGEST_WORD]}"{_from_beginning(word, "*")}' for word in wanted.words)
    groups = (" OR ".join(f'"{place}"' for place in sorted(group)) for group in wanted.places)
    return " AND ".join([f"words : ({sought})", *(f"places : ({group})" for group in groups)])


def _ts_query(wanted: Wanted) -> str:
    sought = " & ".join(f"'{word[:LONGEST_WORD]}'{_from_beginning(word, ':*')}" for word in wanted.words)
    groups = (" | ".join(f"'#{place}'" for place in sorted(group)) for group in wanted.places)
    return " & ".join([sought, *(f"({group})" for group in groups)])


def _from_beginning(word: str, mark: str) -> str:
    return mark if len(word) >= SHORTEST_BEGINNING or not word.isascii() else ""


def create(timeline: Timeline) -> None:
    """For migrations: index a timeline that exists."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"CREATE INDEX ix_{timeline.fts} ON {timeline.table} USING gin (({timeline.vector}))")
        return
    fts, key = timeline.fts, timeline.key
    forget = f"INSERT INTO {fts}({fts}, rowid, words, places) VALUES ('delete', old.{key}, old.words, old.places);"
    take = f"INSERT INTO {fts}(rowid, words, places) VALUES (new.{key}, new.words, new.places);"
    op.execute(
        f"CREATE VIRTUAL TABLE {fts} USING fts5(words, places, content='{timeline.table}', "
        f"content_rowid='{key}', tokenize='unicode61', prefix='3')"
    )
    for when, does in (("INSERT", take), ("DELETE", forget), ("UPDATE", forget + take)):
        op.execute(f"CREATE TRIGGER {fts}_{when.lower()} AFTER {when} ON {timeline.table} BEGIN {does} END")


def drop(timeline: Timeline) -> None:
    """For migrations: undo `create`."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP INDEX ix_{timeline.fts}")
        return
    for when in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER {timeline.fts}_{when}")
    op.execute(f"DROP TABLE {timeline.fts}")
