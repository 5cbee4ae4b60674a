"""The audit log's rows are only ever added: the database refuses to change or delete one."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WHY = "rows of the audit log are only ever added"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            name = f"audit_keeps_from_{what.lower()}"
            op.execute(f"CREATE TRIGGER {name} BEFORE {what} ON audit BEGIN SELECT RAISE(ABORT, '{WHY}'); END")
        return
    op.execute(
        f"CREATE FUNCTION audit_keeps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{WHY}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_keeps()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_keeps_from_update")
        op.execute("DROP TRIGGER audit_keeps_from_delete")
        return
    op.execute("DROP TRIGGER audit_keeps ON audit")
    op.execute("DROP FUNCTION audit_keeps()")
