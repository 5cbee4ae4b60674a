"""The database's history. `upgrade` is run by one process at a time; the others wait for it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from backend.core import db

LOCK = 7_031_984  # any number of our own, for PostgreSQL's advisory lock


def config() -> Config:
    """Alembic's settings, in code: no ini file, and the database is the one that is bound."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("path_separator", "os")
    return made


def upgrade(to: str = "head") -> None:
    """Bring the bound database to revision `to`."""
    with db.engine().execution_options(writes=True).connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL lock_timeout = 0"))  # however long the other one takes
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, to)


def downgrade(to: str = "base") -> None:
    """Take the bound database back to revision `to`."""
    with db.engine().execution_options(writes=True).connect() as connection, connection.begin():
        settings = config()
        settings.attributes["connection"] = connection
        command.downgrade(settings, to)
