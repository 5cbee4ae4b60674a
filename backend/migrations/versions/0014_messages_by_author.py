"""What somebody said lately is found at once, for rules that look at more than one message."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_message_author_at", "message", ["author_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_message_author_at", table_name="message")
