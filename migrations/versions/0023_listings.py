"""Listings and their revisions; offers with seasons, pauses, packs, steps and price history."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OFFER_CHECKS = {
    "season_whole": "(season_from IS NULL) = (season_to IS NULL)",
    "pack_amount_positive": "pack_amount > 0",
    "pack_whole": "(pack_amount IS NULL) = (pack_measure IS NULL)",
    "pack_measure_known": "pack_measure IN ('g', 'ml')",
    "min_quantity_positive": "min_quantity > 0",
    "quantities_in_order": "max_quantity >= min_quantity",
    "price_steps_listed": "jsonb_typeof(price_steps) = 'array'",
    "former_price_higher": "former_price_dong > price_dong",
    "former_price_whole": "(former_price_dong IS NULL) = (former_price_until IS NULL)",
}

# As the watches of 0011. An offer of what is not in the registry yet is seen by nobody.
NOTING = """
    CREATE OR REPLACE FUNCTION note_{table}_of_product() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            INSERT INTO content_change (topic, subject)
            SELECT DISTINCT 'product', product_id FROM new_rows WHERE product_id IS NOT NULL;
        ELSIF TG_OP = 'DELETE' THEN
            INSERT INTO content_change (topic, subject)
            SELECT DISTINCT 'product', product_id FROM old_rows WHERE product_id IS NOT NULL;
        ELSE
            INSERT INTO content_change (topic, subject)
            SELECT DISTINCT 'product', product_id FROM (
                (SELECT {columns} FROM old_rows EXCEPT SELECT {columns} FROM new_rows)
                UNION ALL
                (SELECT {columns} FROM new_rows EXCEPT SELECT {columns} FROM old_rows)
            ) AS changed WHERE product_id IS NOT NULL;
        END IF;
        RETURN NULL;
    END $$
"""
OFFER_BEFORE = "product_id, price_dong, unit, is_illustrative, stock > 0 AS in_stock"
OFFER_SHOWN = (
    f"{OFFER_BEFORE}, is_withdrawn, pack_amount, pack_measure, season_from, season_to,"
    " paused_until, paused_message, min_quantity, max_quantity, price_steps,"
    " unserved_province_ids, former_price_dong, former_price_until"
)
# A new listing shows nothing yet: the product that makes it is noted by itself.
LISTING_SHOWN = "product_id, approved_id, suspended_at IS NULL AS is_displayed"

# Every product of the registry has a listing, under the same code, of the same producer.
LIST_PRODUCTS = """
    CREATE FUNCTION list_products() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO listing (code, producer_id, product_id)
        SELECT code, producer_id, id FROM new_rows
        ON CONFLICT (code) DO UPDATE SET product_id = excluded.product_id;
        RETURN NULL;
    END $$
"""
MOVE_LISTING = """
    CREATE FUNCTION move_listing() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE listing SET producer_id = NEW.producer_id WHERE product_id = NEW.id;
        RETURN NULL;
    END $$
"""
# A product that is removed takes along a listing about which nobody has said anything.
UNLIST_PRODUCTS = """
    CREATE FUNCTION unlist_products() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM listing WHERE product_id = OLD.id;
        RETURN OLD;
    END $$
"""


def upgrade() -> None:
    _listings()
    _revisions()
    _drafts_and_orders()
    _offers()
    op.add_column(
        "product",
        sa.Column("is_named_by_producer", sa.Boolean(), server_default="false", nullable=False),
    )
    _watch()
    _list_products()


def _listings() -> None:
    op.create_table(
        "listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("approved_id", sa.Integer(), nullable=True),
        sa.Column("suspended_at", MOMENT, nullable=True),
        sa.Column("suspended_reason", sa.String(), nullable=True),
        sa.Column("suspended_by", sa.String(), nullable=True),
        sa.Column("created_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "(suspended_at IS NULL) = (suspended_reason IS NULL)",
            name="ck_listing_suspended_with_reason",
        ),
        sa.ForeignKeyConstraint(["code"], ["issued_code.code"], name="fk_listing_code"),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name="fk_listing_producer_id"),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_listing_product_id"),
        sa.PrimaryKeyConstraint("id", name="pk_listing"),
        sa.UniqueConstraint("code", name="uq_listing_code"),
        sa.UniqueConstraint("product_id", name="uq_listing_product_id"),
    )
    op.create_index("ix_listing_producer_id", "listing", ["producer_id"])


def _revisions() -> None:
    op.create_table(
        "listing_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("product_group", sa.String(), nullable=True),
        sa.Column("label", postgresql.JSONB(), nullable=False),
        sa.Column("label_rules", sa.String(), nullable=True),
        sa.Column("photographs", sa.ARRAY(sa.Integer()), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.String(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'asked', 'approved', 'refused', 'replaced')",
            name="ck_listing_revision_state_known",
        ),
        sa.CheckConstraint("length(btrim(name)) > 0", name="ck_listing_revision_named"),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (state IN ('draft', 'submitted', 'replaced'))",
            name="ck_listing_revision_decided_with_moment",
        ),
        sa.CheckConstraint(
            "state NOT IN ('refused', 'asked') OR length(btrim(reason)) > 0",
            name="ck_listing_revision_reasoned",
        ),
        sa.CheckConstraint(
            "state <> 'approved' OR decided_by_id <> author_id",
            name="ck_listing_revision_two_people",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name="fk_listing_revision_listing_id"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name="fk_listing_revision_author_id"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name="fk_listing_revision_decided_by_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_listing_revision"),
        sa.UniqueConstraint("listing_id", "number", name="uq_listing_revision_listing_id_number"),
    )
    op.create_index(
        "uq_listing_revision_open",
        "listing_revision",
        ["listing_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('draft', 'submitted', 'asked')"),
    )
    op.create_index(
        "ix_listing_revision_waiting",
        "listing_revision",
        ["submitted_at"],
        postgresql_where=sa.text("state IN ('submitted', 'asked')"),
    )
    op.create_foreign_key(
        "fk_listing_approved_id", "listing", "listing_revision", ["approved_id"], ["id"]
    )


def _drafts_and_orders() -> None:
    op.create_table(
        "listing_draft",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fields", postgresql.JSONB(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_listing_draft_account_id"),
        sa.ForeignKeyConstraint(["listing_id"], ["listing.id"], name="fk_listing_draft_listing_id"),
        sa.PrimaryKeyConstraint("listing_id", "account_id", name="pk_listing_draft"),
    )
    op.create_table(
        "takedown_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.CheckConstraint("due_at > received_at", name="ck_takedown_order_due_after_receipt"),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name="fk_takedown_order_listing_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_takedown_order"),
    )
    op.create_index("ix_takedown_order_listing_id", "takedown_order", ["listing_id"])
    op.create_index(
        "ix_takedown_order_due",
        "takedown_order",
        ["due_at"],
        postgresql_where=sa.text("done_at IS NULL"),
    )


def _offer_columns() -> tuple[sa.Column, ...]:
    return (
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("is_withdrawn", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("pack_amount", sa.Integer(), nullable=True),
        sa.Column("pack_measure", sa.String(), nullable=True),
        sa.Column("season_from", sa.Date(), nullable=True),
        sa.Column("season_to", sa.Date(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("paused_message", sa.String(), server_default="", nullable=False),
        sa.Column("min_quantity", sa.Integer(), server_default="1", nullable=False),
        sa.Column("max_quantity", sa.Integer(), nullable=True),
        sa.Column("price_steps", postgresql.JSONB(), server_default="[]", nullable=False),
        sa.Column(
            "unserved_province_ids", sa.ARRAY(sa.Integer()), server_default="{}", nullable=False
        ),
        sa.Column("former_price_dong", sa.BigInteger(), nullable=True),
        sa.Column("former_price_until", sa.Date(), nullable=True),
    )


def _offers() -> None:
    for column in _offer_columns():
        op.add_column("offer", column)
    op.execute("UPDATE offer SET code = product.code FROM product WHERE product.id = product_id")
    op.alter_column("offer", "code", nullable=False)
    op.alter_column("offer", "product_id", nullable=True)
    op.alter_column("offer", "price_dong", nullable=True)
    op.create_unique_constraint("uq_offer_code", "offer", ["code"])
    op.create_foreign_key("fk_offer_code", "offer", "issued_code", ["code"], ["code"])
    for name, condition in OFFER_CHECKS.items():
        op.create_check_constraint(f"ck_offer_{name}", "offer", condition)
    op.create_table(
        "price_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("price_dong", sa.BigInteger(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recorded_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("price_dong > 0", name="ck_price_change_price_positive"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_price_change_offer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_price_change"),
    )
    op.create_index("ix_price_change_offer_id", "price_change", ["offer_id"])


def _watch() -> None:
    op.execute(NOTING.format(table="offer", columns=OFFER_SHOWN))
    op.execute(NOTING.format(table="listing", columns=LISTING_SHOWN))
    for event, images in (
        ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
        ("DELETE", "OLD TABLE AS old_rows"),
    ):
        op.execute(
            f"CREATE TRIGGER content_product_{event.lower()} AFTER {event} ON listing"
            f" REFERENCING {images} FOR EACH STATEMENT EXECUTE FUNCTION note_listing_of_product()"
        )
    op.execute(
        "CREATE TRIGGER content_truncate AFTER TRUNCATE ON listing"
        " FOR EACH STATEMENT EXECUTE FUNCTION note_everything()"
    )


def _list_products() -> None:
    op.execute(LIST_PRODUCTS)
    op.execute(MOVE_LISTING)
    op.execute(UNLIST_PRODUCTS)
    op.execute(
        "CREATE TRIGGER list_products AFTER INSERT ON product REFERENCING NEW TABLE AS new_rows"
        " FOR EACH STATEMENT EXECUTE FUNCTION list_products()"
    )
    op.execute(
        "CREATE TRIGGER move_listing AFTER UPDATE OF producer_id ON product FOR EACH ROW"
        " WHEN (OLD.producer_id IS DISTINCT FROM NEW.producer_id) EXECUTE FUNCTION move_listing()"
    )
    op.execute(
        "CREATE TRIGGER unlist_products BEFORE DELETE ON product FOR EACH ROW"
        " EXECUTE FUNCTION unlist_products()"
    )
    op.execute(
        "INSERT INTO listing (code, producer_id, product_id)"
        " SELECT code, producer_id, id FROM product"
    )


def downgrade() -> None:
    for function in ("list_products", "move_listing", "unlist_products", "note_listing_of_product"):
        op.execute(f"DROP FUNCTION {function} CASCADE")  # with its triggers
    op.execute(NOTING.format(table="offer", columns=OFFER_BEFORE))
    op.drop_table("price_change")
    for name in OFFER_CHECKS:
        op.drop_constraint(f"ck_offer_{name}", "offer")
    op.execute("DELETE FROM offer WHERE product_id IS NULL OR price_dong IS NULL")
    op.alter_column("offer", "product_id", nullable=False)
    op.alter_column("offer", "price_dong", nullable=False)
    for column in _offer_columns():
        op.drop_column("offer", column.name)
    op.drop_column("product", "is_named_by_producer")
    op.drop_table("takedown_order")
    op.drop_table("listing_draft")
    op.drop_constraint("fk_listing_approved_id", "listing")
    op.drop_table("listing_revision")
    op.drop_table("listing")
