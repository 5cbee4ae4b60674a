"""What was withheld is kept sealed for a while, so that an appeal can bring it back."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("held", sa.Column("sealed", sa.Text(), nullable=False, server_default=""))
    op.add_column("held", sa.Column("sealed_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_held_sealed_until"), "held", ["sealed_until"])


def downgrade() -> None:
    op.drop_index(op.f("ix_held_sealed_until"), table_name="held")
    op.drop_column("held", "sealed_until")
    op.drop_column("held", "sealed")
