"""Notes a recalled code for the product behind it, whose offer ends: content versions (ADR 14)."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# As the watches of 0011. The product follows from codes that never change; without one there is
# nobody to tell.
NOTING = """
    CREATE FUNCTION note_issued_code_of_product() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO content_change (topic, subject)
        SELECT DISTINCT 'product', behind.id
        FROM new_rows JOIN old_rows USING (code) CROSS JOIN LATERAL (
            SELECT id FROM product WHERE product.code = new_rows.code
            UNION SELECT product_id FROM certificate WHERE certificate.code = new_rows.code
        ) AS behind
        WHERE (new_rows.status = 'recalled') <> (old_rows.status = 'recalled');
        RETURN NULL;
    END $$
"""


def upgrade() -> None:
    op.create_index(
        "ix_issued_code_recalled",
        "issued_code",
        ["code"],
        postgresql_where=sa.text("status = 'recalled'"),
    )
    op.execute(NOTING)
    op.execute(
        "CREATE TRIGGER content_product_update AFTER UPDATE ON issued_code"
        " REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"
        " FOR EACH STATEMENT EXECUTE FUNCTION note_issued_code_of_product()"
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION note_issued_code_of_product CASCADE")  # with its trigger
    op.drop_index("ix_issued_code_recalled", table_name="issued_code")
