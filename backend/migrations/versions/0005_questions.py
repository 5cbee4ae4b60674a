"""Questions to panels, who asked them, and votes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("signed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("merged", sa.Integer(), nullable=False),
        sa.Column("merged_into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("picked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["merged_into_id"], ["question.id"], name=op.f("fk_question_merged_into_id_question")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_question_panel_id_panel")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["person.id"], name=op.f("fk_question_signed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index("ix_question_panel_rev", ["panel_id", "rev"], unique=False)

    op.create_table(
        "question_asker",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["hidden_by"], ["person.id"], name=op.f("fk_question_asker_hidden_by_person")),
        sa.ForeignKeyConstraint(["id"], ["question.id"], name=op.f("fk_question_asker_id_question")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_question_asker_panel_id_panel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_question_asker_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_asker")),
        sa.UniqueConstraint("person_id", "client_id", name=op.f("uq_question_asker_person_id")),
    )
    with op.batch_alter_table("question_asker", schema=None) as batch_op:
        batch_op.create_index("ix_question_asker_panel_person", ["panel_id", "person_id"], unique=False)
        batch_op.create_index("ix_question_asker_panel_rev", ["panel_id", "rev"], unique=False)

    op.create_table(
        "question_vote",
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("panel_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("voted", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("client_ids", sa.JSON(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_question_vote_person_id_person")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_question_vote_question_id_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_vote")),
        sa.UniqueConstraint("question_id", "person_id", name=op.f("uq_question_vote_question_id")),
    )
    with op.batch_alter_table("question_vote", schema=None) as batch_op:
        batch_op.create_index("ix_question_vote_person_rev", ["person_id", "rev"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("question_vote", schema=None) as batch_op:
        batch_op.drop_index("ix_question_vote_person_rev")

    op.drop_table("question_vote")
    with op.batch_alter_table("question_asker", schema=None) as batch_op:
        batch_op.drop_index("ix_question_asker_panel_rev")
        batch_op.drop_index("ix_question_asker_panel_person")

    op.drop_table("question_asker")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index("ix_question_panel_rev")

    op.drop_table("question")
