"""Photographs of products, those on their way, and those that the public sees, watched."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
SHOWN = "product_id, place, mark, width, height, alt"
# As the watches of 0011.
NOTING = f"""
    CREATE FUNCTION note_product_picture_of_product() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            INSERT INTO content_change (topic, subject)
            SELECT DISTINCT 'product', product_id FROM new_rows;
        ELSIF TG_OP = 'DELETE' THEN
            INSERT INTO content_change (topic, subject)
            SELECT DISTINCT 'product', product_id FROM old_rows;
        ELSE
            INSERT INTO content_change (topic, subject)
            SELECT DISTINCT 'product', product_id FROM (
                (SELECT {SHOWN} FROM old_rows EXCEPT SELECT {SHOWN} FROM new_rows)
                UNION ALL
                (SELECT {SHOWN} FROM new_rows EXCEPT SELECT {SHOWN} FROM old_rows)
            ) AS changed;
        END IF;
        RETURN NULL;
    END $$
"""  # noqa: S608 - made of constants
IMAGES = {
    "INSERT": "NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
}


def upgrade() -> None:
    _photographs()
    _uploads()
    _pictures()


def _photographs() -> None:
    op.create_table(
        "photograph",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("shown_alt", sa.String(), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("mark ~ '^[0-9a-f]{32}$'", name="ck_photograph_mark_well_formed"),
        sa.CheckConstraint(
            "state IN ('received', 'ready', 'failed')", name="ck_photograph_state_known"
        ),
        sa.CheckConstraint("width > 0 AND height > 0", name="ck_photograph_has_size"),
        sa.CheckConstraint("place > 0", name="ck_photograph_place_positive"),
        sa.CheckConstraint(
            "(place IS NULL) = (shown_alt IS NULL)", name="ck_photograph_shown_whole"
        ),
        sa.ForeignKeyConstraint(["code"], ["issued_code.code"], name="fk_photograph_code"),
        sa.PrimaryKeyConstraint("id", name="pk_photograph"),
        sa.UniqueConstraint("code", "digest", name="uq_photograph_code_digest"),
        sa.UniqueConstraint("mark", name="uq_photograph_mark"),
    )
    op.create_index(
        "uq_photograph_place",
        "photograph",
        ["code", "place"],
        unique=True,
        postgresql_where=sa.text("place IS NOT NULL"),
    )


def _uploads() -> None:
    op.create_table(
        "photograph_upload",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.ARRAY(sa.String()), nullable=False),
        sa.Column("created_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "received BETWEEN 0 AND size", name="ck_photograph_upload_received_within_size"
        ),
        sa.ForeignKeyConstraint(["code"], ["issued_code.code"], name="fk_photograph_upload_code"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_photograph_upload_account_id"
        ),
        sa.PrimaryKeyConstraint("mark", name="pk_photograph_upload"),
    )
    op.create_index("ix_photograph_upload_created_at", "photograph_upload", ["created_at"])


def _pictures() -> None:
    op.create_table(
        "product_picture",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.CheckConstraint("place > 0", name="ck_product_picture_place_positive"),
        sa.CheckConstraint("width > 0 AND height > 0", name="ck_product_picture_has_size"),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["product.id"],
            name="fk_product_picture_product_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("product_id", "place", name="pk_product_picture"),
        sa.UniqueConstraint("mark", name="uq_product_picture_mark"),
    )
    op.execute(NOTING)
    for event, images in IMAGES.items():
        op.execute(
            f"CREATE TRIGGER content_product_{event.lower()} AFTER {event} ON product_picture"
            f" REFERENCING {images} FOR EACH STATEMENT"
            " EXECUTE FUNCTION note_product_picture_of_product()"
        )
    op.execute(
        "CREATE TRIGGER content_truncate AFTER TRUNCATE ON product_picture"
        " FOR EACH STATEMENT EXECUTE FUNCTION note_everything()"
    )


def downgrade() -> None:
    op.drop_table("product_picture")
    op.execute("DROP FUNCTION note_product_picture_of_product")
    op.drop_table("photograph_upload")
    op.drop_table("photograph")
