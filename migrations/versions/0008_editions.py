"""Counts committed changes of what the public sees, so that a page knows whether it is still so."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WATCHED = {
    "places": ("province", "commune", "former_unit", "succession"),
    "record": (
        "producer",
        "product",
        "certificate",
        "certificate_event",
        "issued_code",
        "raw_material_area",
        "product_area",
    ),
    "offers": ("offer",),
}


def upgrade() -> None:
    op.create_table(
        "public_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("changes", sa.BigInteger(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_public_change"),
    )
    op.execute(
        """
        CREATE FUNCTION note_public_change() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            counter text := 'chosao.changes_' || TG_ARGV[0];
            so_far int := coalesce(nullif(current_setting(counter, true), '')::int, 0);
        BEGIN
            IF so_far = 0 THEN
                INSERT INTO public_change (topic) VALUES (TG_ARGV[0]);
            END IF;
            PERFORM set_config(counter, (so_far + 1)::text, true);
            RETURN NULL;
        END $$
        """
    )
    for topic, tables in WATCHED.items():
        for table in tables:
            op.execute(
                "CREATE TRIGGER public_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
                f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note_public_change('{topic}')"
            )


def downgrade() -> None:
    for tables in WATCHED.values():
        for table in tables:
            op.execute(f"DROP TRIGGER public_change ON {table}")
    op.execute("DROP FUNCTION note_public_change")
    op.drop_table("public_change")
