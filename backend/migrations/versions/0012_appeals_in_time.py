"""Until when a decision can be appealed, as it was promised with it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("appeal_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_column("appeal_until")
