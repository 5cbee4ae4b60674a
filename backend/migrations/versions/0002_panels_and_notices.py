"""Panels with their signups, and notices."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pushed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_at"), ["at"], unique=False)
        batch_op.create_index("ix_notice_person_rev", ["person_id", "rev"], unique=False)

    op.create_table(
        "panel",
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("session_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("room_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("reserved_door", sa.Integer(), nullable=False),
        sa.Column("reserved_first_timer", sa.Integer(), nullable=False),
        sa.Column("reserved_invited", sa.Integer(), nullable=False),
        sa.Column("line_open", sa.Boolean(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shut", sa.Boolean(), nullable=False),
        sa.Column("overlaps_allowed", sa.Boolean(), nullable=False),
        sa.Column("answer_steps", sa.JSON(), nullable=False),
        sa.Column("door_takes_over", sa.Integer(), nullable=False),
        sa.Column("release_minutes", sa.Integer(), nullable=False),
        sa.Column("blogger_ids", sa.JSON(), nullable=False),
        sa.Column("draw_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_seed", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("seated", sa.Integer(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("leaving", sa.Integer(), nullable=False),
        sa.Column("held_door", sa.Integer(), nullable=False),
        sa.Column("held_first_timer", sa.Integer(), nullable=False),
        sa.Column("held_invited", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_panel_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_panel_room_id_room")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_panel_session_id_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel")),
        sa.UniqueConstraint("session_id", name=op.f("uq_panel_session_id")),
    )
    with op.batch_alter_table("panel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_due_at"), ["due_at"], unique=False)
        batch_op.create_index("ix_panel_meeting_rev", ["meeting_id", "rev"], unique=False)
        batch_op.create_index(batch_op.f("ix_panel_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "panel_guest",
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("added_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_panel_guest_added_by_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_guest_panel_id_panel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_panel_guest_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_guest")),
        sa.UniqueConstraint("panel_id", "person_id", name=op.f("uq_panel_guest_panel_id")),
    )
    with op.batch_alter_table("panel_guest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_guest_person_id"), ["person_id"], unique=False)

    op.create_table(
        "panel_host",
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("added_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_panel_host_added_by_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_host_panel_id_panel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_panel_host_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_host")),
        sa.UniqueConstraint("panel_id", "person_id", name=op.f("uq_panel_host_panel_id")),
    )
    with op.batch_alter_table("panel_host", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_host_person_id"), ["person_id"], unique=False)

    op.create_table(
        "signup",
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("share", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offer_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_from", sa.String(length=20), nullable=True),
        sa.Column("first_timer", sa.Boolean(), nullable=False),
        sa.Column("invited", sa.Boolean(), nullable=False),
        sa.Column("swap_from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("standby_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_signup_panel_id_panel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signup_person_id_person")),
        sa.ForeignKeyConstraint(["swap_from_id"], ["panel.id"], name=op.f("fk_signup_swap_from_id_panel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signup")),
        sa.UniqueConstraint("panel_id", "person_id", name=op.f("uq_signup_panel_id")),
    )
    with op.batch_alter_table("signup", schema=None) as batch_op:
        batch_op.create_index("ix_signup_line", ["panel_id", "place", "number"], unique=False)
        batch_op.create_index("ix_signup_person_rev", ["person_id", "rev"], unique=False)

    op.create_table(
        "roster_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["signup.id"], name=op.f("fk_roster_entry_id_signup")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_roster_entry_panel_id_panel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_roster_entry_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_entry")),
    )
    with op.batch_alter_table("roster_entry", schema=None) as batch_op:
        batch_op.create_index("ix_roster_entry_panel_rev", ["panel_id", "rev"], unique=False)

    op.create_table(
        "signup_change",
        sa.Column("signup_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("panel_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("was", sa.String(length=20), nullable=True),
        sa.Column("now", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("share", sa.String(length=20), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_signup_change_by_person")),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_signup_change_panel_id_panel")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signup_change_person_id_person")),
        sa.ForeignKeyConstraint(["signup_id"], ["signup.id"], name=op.f("fk_signup_change_signup_id_signup")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signup_change")),
    )
    with op.batch_alter_table("signup_change", schema=None) as batch_op:
        batch_op.create_index("ix_signup_change_panel", ["panel_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signup_change_signup_id"), ["signup_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("signup_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signup_change_signup_id"))
        batch_op.drop_index("ix_signup_change_panel")

    op.drop_table("signup_change")
    with op.batch_alter_table("roster_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_roster_entry_panel_rev")

    op.drop_table("roster_entry")
    with op.batch_alter_table("signup", schema=None) as batch_op:
        batch_op.drop_index("ix_signup_person_rev")
        batch_op.drop_index("ix_signup_line")

    op.drop_table("signup")
    with op.batch_alter_table("panel_host", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_host_person_id"))

    op.drop_table("panel_host")
    with op.batch_alter_table("panel_guest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_guest_person_id"))

    op.drop_table("panel_guest")
    with op.batch_alter_table("panel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_starts_at"))
        batch_op.drop_index("ix_panel_meeting_rev")
        batch_op.drop_index(batch_op.f("ix_panel_due_at"))

    op.drop_table("panel")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_person_rev")
        batch_op.drop_index(batch_op.f("ix_notice_at"))

    op.drop_table("notice")
