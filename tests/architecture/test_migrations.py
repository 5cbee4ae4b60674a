from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from backend import migrations, tables
from backend.core import db
from backend.core.db import Base


@pytest.fixture
def empty_engine(new_database, database_url) -> Iterator[sa.Engine]:
    """An engine on a database without tables; the run's own is bound again afterwards."""
    assert tables.ALL
    yield db.bind(new_database())
    db.bind(database_url)


def is_ours(_table: object, name: str | None, kind: str, *_: object) -> bool:
    """Full-text search keeps tables and indexes of its own, which no model describes."""
    return not (kind in {"table", "index"} and "search" in (name or ""))


def test_the_migrations_make_exactly_the_tables_of_the_models(empty_engine):
    migrations.upgrade()

    with empty_engine.connect() as connection:
        options = {"compare_type": True, "include_object": is_ours}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


def test_the_migrations_can_be_taken_back_to_nothing(empty_engine):
    migrations.upgrade()
    migrations.downgrade()

    assert set(sa.inspect(empty_engine).get_table_names()) <= {"alembic_version"}


def test_migrating_twice_changes_nothing(empty_engine):
    migrations.upgrade()
    before = sa.inspect(empty_engine).get_table_names()
    migrations.upgrade()

    assert sa.inspect(empty_engine).get_table_names() == before
