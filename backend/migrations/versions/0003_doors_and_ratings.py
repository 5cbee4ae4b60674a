"""Doors of panels with their codes, messages, ratings, and panels that are over."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "door_code",
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.String(length=200), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_door_code_made_by_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_door_code_panel_id_panel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_code")),
        sa.UniqueConstraint("digest", name=op.f("uq_door_code_digest")),
    )
    with op.batch_alter_table("door_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_door_code_panel_id"), ["panel_id"], unique=False)

    op.create_table(
        "panel_end",
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("thanked", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_end_panel_id_panel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_end")),
        sa.UniqueConstraint("panel_id", name=op.f("uq_panel_end_panel_id")),
    )
    op.create_table(
        "panel_message",
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_message_panel_id_panel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_panel_message_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_message")),
        sa.UniqueConstraint("panel_id", "client_id", name=op.f("uq_panel_message_panel_id")),
    )
    op.create_table(
        "rating",
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_rating_panel_id_panel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rating_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("panel_id", "person_id", name=op.f("uq_rating_panel_id")),
    )
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_index("ix_rating_person_rev", ["person_id", "rev"], unique=False)

    op.create_table(
        "door_helper",
        sa.Column("code_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["door_code.id"], name=op.f("fk_door_helper_code_id_door_code")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_door_helper_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_door_helper")),
        sa.UniqueConstraint("code_id", "person_id", name=op.f("uq_door_helper_code_id")),
    )
    with op.batch_alter_table("door_helper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_door_helper_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("door_helper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_door_helper_person_id"))

    op.drop_table("door_helper")
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.drop_index("ix_rating_person_rev")

    op.drop_table("rating")
    op.drop_table("panel_message")
    op.drop_table("panel_end")
    with op.batch_alter_table("door_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_door_code_panel_id"))

    op.drop_table("door_code")
