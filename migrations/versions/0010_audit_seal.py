"""The hash chain of the audit trail moves to a table that one sealer fills after the acts."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OFFICIAL = ("audit_entry", "audit_seal")


def upgrade() -> None:
    op.create_table(
        "audit_seal",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_audit_seal"),
        sa.UniqueConstraint("entry_id", name="uq_audit_seal_entry_id"),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name="fk_audit_seal_entry_id_audit_entry"
        ),
        sa.CheckConstraint("position > 0", name="ck_audit_seal_position_positive"),
    )
    # The chain so far was in the order of ids: its writers waited for each other.
    op.execute(
        "INSERT INTO audit_seal (position, entry_id, mark)"
        " SELECT row_number() OVER (ORDER BY id), id, mark FROM audit_entry"
    )
    op.drop_column("audit_entry", "mark")
    op.add_column("audit_entry", sa.Column("digest", sa.LargeBinary()))
    _let_new_entries_queue()
    _guard()


def _let_new_entries_queue() -> None:
    op.create_table(
        "audit_unsealed",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name="pk_audit_unsealed"),
    )
    op.execute(
        """
        CREATE FUNCTION await_seal() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.digest IS NULL THEN
                RAISE EXCEPTION 'an entry needs a digest' USING ERRCODE = 'not_null_violation';
            END IF;
            INSERT INTO audit_unsealed (entry_id) VALUES (NEW.id);
            RETURN NULL;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER await_seal AFTER INSERT ON audit_entry"
        " FOR EACH ROW EXECUTE FUNCTION await_seal()"
    )


def _guard() -> None:
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_seal"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    for table in OFFICIAL:
        op.execute(
            f"CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    """Fails while an entry has no seal: there is no mark to give it."""
    op.execute("DROP TRIGGER never_emptied ON audit_entry")
    op.execute("DROP TRIGGER await_seal ON audit_entry")
    op.execute("DROP FUNCTION await_seal")
    op.drop_table("audit_unsealed")
    op.drop_column("audit_entry", "digest")
    op.add_column("audit_entry", sa.Column("mark", sa.LargeBinary()))
    op.execute("ALTER TABLE audit_entry DISABLE TRIGGER append_only")
    op.execute("UPDATE audit_entry e SET mark = s.mark FROM audit_seal s WHERE s.entry_id = e.id")
    op.execute("ALTER TABLE audit_entry ENABLE TRIGGER append_only")
    op.alter_column("audit_entry", "mark", nullable=False)
    op.drop_table("audit_seal")
