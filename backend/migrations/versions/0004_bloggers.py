"""Bloggers, their blogs, applications, and a blog on the profile."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blog",
        sa.Column("page_url", sa.String(length=500), nullable=False),
        sa.Column("feed_url", sa.String(length=500), nullable=False),
        sa.Column("found_url", sa.String(length=500), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("home_url", sa.String(length=500), nullable=False),
        sa.Column("posts", sa.JSON(), nullable=False),
        sa.Column("etag", sa.String(length=300), nullable=False),
        sa.Column("modified", sa.String(length=100), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=700), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blog")),
        sa.UniqueConstraint("page_url", "feed_url", name=op.f("uq_blog_page_url")),
    )
    with op.batch_alter_table("blog", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blog_due_at"), ["due_at"], unique=False)

    op.create_table(
        "blogger",
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("headline", sa.String(length=300), nullable=False),
        sa.Column("blog_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("added_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_blogger_added_by_person")),
        sa.ForeignKeyConstraint(["blog_id"], ["blog.id"], name=op.f("fk_blogger_blog_id_blog")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_blogger_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_blogger_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blogger")),
    )
    with op.batch_alter_table("blogger", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blogger_blog_id"), ["blog_id"], unique=False)
        batch_op.create_index("ix_blogger_meeting_rev", ["meeting_id", "rev"], unique=False)
        batch_op.create_index(batch_op.f("ix_blogger_person_id"), ["person_id"], unique=False)

    op.create_table(
        "application",
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("blog_url", sa.String(length=500), nullable=False),
        sa.Column("feed_url", sa.String(length=500), nullable=False),
        sa.Column("pitch", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_application_decided_by_person")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_application_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_application_panel_id_panel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_application_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("person_id", "client_id", name=op.f("uq_application_person_id")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index("ix_application_person_rev", ["person_id", "rev"], unique=False)

    for name in ("blog_url", "feed_url"):
        op.add_column("person", sa.Column(name, sa.String(length=500), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("person", "feed_url")
    op.drop_column("person", "blog_url")

    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index("ix_application_person_rev")
        batch_op.drop_index(batch_op.f("ix_application_meeting_id"))

    op.drop_table("application")
    with op.batch_alter_table("blogger", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blogger_person_id"))
        batch_op.drop_index("ix_blogger_meeting_rev")
        batch_op.drop_index(batch_op.f("ix_blogger_blog_id"))

    op.drop_table("blogger")
    with op.batch_alter_table("blog", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blog_due_at"))

    op.drop_table("blog")
