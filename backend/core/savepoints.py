"""SQLite with savepoints as plain text: every write sets one, and compiling it cost as much as a statement."""

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Connection


class Quick(SQLiteDialect_pysqlite):
    """The names are SQLAlchemy's own (`sa_savepoint_1`), so they need no quoting."""

    supports_statement_cache = True

    def do_savepoint(self, connection: Connection, name: str) -> None:
        """Begin."""
        connection.exec_driver_sql(f"SAVEPOINT {name}")

    def do_rollback_to_savepoint(self, connection: Connection, name: str) -> None:
        """Take back what was done since."""
        connection.exec_driver_sql(f"ROLLBACK TO {name}")

    def do_release_savepoint(self, connection: Connection, name: str) -> None:
        """Keep it."""
        connection.exec_driver_sql(f"RELEASE {name}")
