"""What messages are found by."""

import sqlalchemy as sa
from alembic import op

from backend.core import timeline
from backend.core.timeline import Timeline

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MESSAGES = Timeline("message_text", "moment")


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "message_text",
        sa.Column("moment", number, autoincrement=False, nullable=False),
        sa.Column("message_id", number, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_message_text_message_id_message")),
        sa.PrimaryKeyConstraint("moment", name=op.f("pk_message_text")),
    )
    timeline.create(MESSAGES)


def downgrade() -> None:
    timeline.drop(MESSAGES)
    op.drop_table("message_text")
