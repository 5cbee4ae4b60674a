"""Channels, messages and what hangs on them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chat_settings",
        sa.Column("guidelines", sa.Text(), nullable=False),
        sa.Column("guidelines_version", sa.Integer(), nullable=False),
        sa.Column("welcome", sa.Text(), nullable=False),
        sa.Column("prompts", sa.JSON(), nullable=False),
        sa.Column("newcomer_days", sa.Integer(), nullable=False),
        sa.Column("newcomer_links", sa.Integer(), nullable=False),
        sa.Column("newcomer_mentions", sa.Integer(), nullable=False),
        sa.Column("newcomer_photos", sa.Integer(), nullable=False),
        sa.Column("newcomer_requests", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_settings")),
    )
    op.create_table(
        "block",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("blocked_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["blocked_id"], ["person.id"], name=op.f("fk_block_blocked_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_block_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
        sa.UniqueConstraint("person_id", "blocked_id", name=op.f("uq_block_person_id")),
    )
    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.create_index("ix_block_person_rev", ["person_id", "rev"], unique=False)

    op.create_table(
        "chatter",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_version", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_chatter_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chatter")),
        sa.UniqueConstraint("person_id", name=op.f("uq_chatter_person_id")),
    )
    with op.batch_alter_table("chatter", schema=None) as batch_op:
        batch_op.create_index("ix_chatter_person_rev", ["person_id", "rev"], unique=False)

    op.create_table(
        "channel",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=500), nullable=False),
        sa.Column("guidelines", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("access", sa.String(length=20), nullable=False),
        sa.Column("posting", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("session_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("panel_id", sa.BigInteger(), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_only_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("featured_id", sa.BigInteger(), nullable=True),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_channel_created_by_person")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_channel_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_channel_session_id_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
        sa.UniqueConstraint("key", name=op.f("uq_channel_key")),
    )
    with op.batch_alter_table("channel", schema=None) as batch_op:
        batch_op.create_index("ix_channel_meeting", ["meeting_id"], unique=False)

    op.create_table(
        "membership",
        sa.Column("channel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("muted_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_number", sa.Integer(), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("wrote_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("request", sa.String(length=20), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_membership_channel_id_channel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("channel_id", "person_id", name=op.f("uq_membership_channel_id")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index("ix_membership_person_rev", ["person_id", "rev"], unique=False)

    op.create_table(
        "message",
        sa.Column("channel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.Column("reply_to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("root_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("last_reply_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("new_here", sa.Boolean(), nullable=False),
        sa.Column("reactions", sa.JSON(), nullable=False),
        sa.Column("mention_ids", sa.JSON(), nullable=False),
        sa.Column("photo_ids", sa.JSON(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_message_author_id_person")),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_message_channel_id_channel")),
        sa.ForeignKeyConstraint(["reply_to_id"], ["message.id"], name=op.f("fk_message_reply_to_id_message")),
        sa.ForeignKeyConstraint(["root_id"], ["message.id"], name=op.f("fk_message_root_id_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("author_id", "client_id", name=op.f("uq_message_author_id")),
        sa.UniqueConstraint("channel_id", "number", name=op.f("uq_message_channel_id")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_channel_at", ["channel_id", "at"], unique=False)
        batch_op.create_index("ix_message_channel_rev", ["channel_id", "rev"], unique=False)
        batch_op.create_index(
            "ix_message_reply_to",
            ["reply_to_id"],
            unique=False,
            sqlite_where=sa.text("reply_to_id IS NOT NULL"),
            postgresql_where=sa.text("reply_to_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_message_root",
            ["root_id", "number"],
            unique=False,
            sqlite_where=sa.text("root_id IS NOT NULL"),
            postgresql_where=sa.text("root_id IS NOT NULL"),
        )

    op.create_table(
        "mention",
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_mention_channel_id_channel")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_mention_message_id_message")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mention_person_id_person")),
        sa.PrimaryKeyConstraint("message_id", "person_id", name=op.f("pk_mention")),
    )
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.create_index("ix_mention_person_channel_number", ["person_id", "channel_id", "number"], unique=False)

    op.create_table(
        "message_edit",
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_message_edit_message_id_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_edit")),
    )
    with op.batch_alter_table("message_edit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_edit_message_id"), ["message_id"], unique=False)

    op.create_table(
        "reaction",
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("emoji", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_reaction_channel_id_channel")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_reaction_message_id_message")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reaction_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reaction")),
        sa.UniqueConstraint("message_id", "person_id", name=op.f("uq_reaction_message_id")),
    )
    with op.batch_alter_table("reaction", schema=None) as batch_op:
        batch_op.create_index("ix_reaction_person_rev", ["person_id", "rev"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("reaction", schema=None) as batch_op:
        batch_op.drop_index("ix_reaction_person_rev")

    op.drop_table("reaction")
    with op.batch_alter_table("message_edit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_edit_message_id"))

    op.drop_table("message_edit")
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.drop_index("ix_mention_person_channel_number")

    op.drop_table("mention")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_message_root",
            sqlite_where=sa.text("root_id IS NOT NULL"),
            postgresql_where=sa.text("root_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_message_reply_to",
            sqlite_where=sa.text("reply_to_id IS NOT NULL"),
            postgresql_where=sa.text("reply_to_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_message_channel_rev")
        batch_op.drop_index("ix_message_channel_at")

    op.drop_table("message")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index("ix_membership_person_rev")

    op.drop_table("membership")
    with op.batch_alter_table("channel", schema=None) as batch_op:
        batch_op.drop_index("ix_channel_meeting")

    op.drop_table("channel")
    with op.batch_alter_table("chatter", schema=None) as batch_op:
        batch_op.drop_index("ix_chatter_person_rev")

    op.drop_table("chatter")
    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.drop_index("ix_block_person_rev")

    op.drop_table("block")
    op.drop_table("chat_settings")
