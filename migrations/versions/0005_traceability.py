"""Raw-material areas and scans."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "raw_material_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("crop", sa.String(), nullable=False),
        sa.Column("printed_commune", sa.String(), nullable=False),
        sa.Column("printed_district", sa.String(), nullable=False),
        sa.Column("printed_province", sa.String(), nullable=False),
        sa.Column("province_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("hectares", sa.Double(), nullable=True),
        sa.Column("hectares_note", sa.String(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("standard", sa.String(), nullable=False),
        sa.Column("standard_valid_to", sa.Date(), nullable=True),
        sa.Column("planting_area_code", sa.String(), nullable=True),
        sa.Column("geographical_indication", sa.String(), nullable=False),
        sa.Column("outline", postgresql.JSONB(), nullable=True),
        sa.Column("source_title", sa.String(), nullable=False),
        sa.Column("source_date", sa.String(), nullable=False),
        sa.Column("source_note", sa.String(), nullable=False),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["code"], ["issued_code.code"], name="fk_raw_material_area_code"),
        sa.ForeignKeyConstraint(
            ["commune_id"], ["commune.id"], name="fk_raw_material_area_commune_id"
        ),
        sa.ForeignKeyConstraint(
            ["province_id"], ["province.id"], name="fk_raw_material_area_province_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_raw_material_area"),
        sa.UniqueConstraint("code", name="uq_raw_material_area_code"),
        sa.UniqueConstraint("source_key", name="uq_raw_material_area_source_key"),
    )
    op.create_index(
        "ix_raw_material_area_province_id", "raw_material_area", ["province_id"], unique=False
    )
    op.create_table(
        "product_area",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.CheckConstraint("link IN ('producer', 'district')", name="ck_product_area_link_known"),
        sa.ForeignKeyConstraint(
            ["area_id"], ["raw_material_area.id"], name="fk_product_area_area_id"
        ),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name="fk_product_area_product_id"),
        sa.PrimaryKeyConstraint("product_id", "area_id", name="pk_product_area"),
    )
    op.create_index("ix_product_area_area_id", "product_area", ["area_id"], unique=False)
    op.create_table(
        "scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("minute", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("visitor", sa.LargeBinary(), nullable=False),
        sa.Column("network", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_scan"),
    )
    op.create_index("ix_scan_code_minute", "scan", ["code", "minute"], unique=False)
    op.create_table(
        "scan_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("scans", sa.Integer(), nullable=False),
        sa.Column("visitors", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "code", name="pk_scan_day"),
    )
    op.create_table(
        "scan_key",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_scan_key"),
    )


def downgrade() -> None:
    op.drop_table("scan_key")
    op.drop_table("scan_day")
    op.drop_table("scan")
    op.drop_table("product_area")
    op.drop_table("raw_material_area")
