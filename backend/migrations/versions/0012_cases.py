"""Until when a decision can be appealed; what a rule says of a case; several appeals about one subject."""

import sqlalchemy as sa
from alembic import op

WAITS, OPEN = "decided_at IS NULL", "decided_at IS NULL AND appeal_id IS NULL"

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("appeal_until", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rule_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("why", sa.JSON(), nullable=False, server_default="{}"))

    _one_open_case(OPEN)


def downgrade() -> None:

    _one_open_case(WAITS)
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_column("why")
        batch_op.drop_column("rule_id")

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_column("appeal_until")


def _one_open_case(which: str) -> None:
    where = sa.text(which)
    op.drop_index("ix_case_open", table_name="case")
    columns = ["subject", "subject_id", "origin"]
    op.create_index("ix_case_open", "case", columns, unique=True, sqlite_where=where, postgresql_where=where)
