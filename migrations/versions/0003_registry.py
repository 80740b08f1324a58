"""Places, producers and products."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.create_table(
        "province",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_province"),
        sa.UniqueConstraint("code", name="uq_province_code"),
        sa.UniqueConstraint("name", name="uq_province_name"),
        sa.UniqueConstraint("slug", name="uq_province_slug"),
    )
    op.create_table(
        "commune",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("province_id", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["province_id"], ["province.id"], name="fk_commune_province_id"),
        sa.PrimaryKeyConstraint("id", name="pk_commune"),
        sa.UniqueConstraint("code", name="uq_commune_code"),
    )
    op.create_index("ix_commune_province_id", "commune", ["province_id"], unique=False)
    op.create_table(
        "former_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("commune", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("province_id", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["province_id"], ["province.id"], name="fk_former_unit_province_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_former_unit"),
        sa.UniqueConstraint(
            "province", "district", "commune", name="uq_former_unit_province_district_commune"
        ),
    )
    op.create_index("ix_former_unit_folded", "former_unit", ["folded"], unique=False)
    op.create_index("ix_former_unit_province_id", "former_unit", ["province_id"], unique=False)
    op.create_table(
        "succession",
        sa.Column("former_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name="fk_succession_commune_id"),
        sa.ForeignKeyConstraint(["former_id"], ["former_unit.id"], name="fk_succession_former_id"),
        sa.PrimaryKeyConstraint("former_id", "commune_id", name="pk_succession"),
    )
    op.create_table(
        "producer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("legal_form", sa.String(), nullable=False),
        sa.Column("province_id", sa.Integer(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["province_id"], ["province.id"], name="fk_producer_province_id"),
        sa.PrimaryKeyConstraint("id", name="pk_producer"),
        sa.UniqueConstraint("identity", name="uq_producer_identity"),
        sa.UniqueConstraint("slug", name="uq_producer_slug"),
    )
    op.create_index("ix_producer_province_id", "producer", ["province_id"], unique=False)
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("product_group", sa.String(), nullable=False),
        sa.Column("product_set", sa.Integer(), nullable=True),
        sa.Column("print", sa.String(), nullable=False),
        sa.Column("gtin", sa.String(), nullable=True),
        sa.Column("printed_commune", sa.String(), nullable=False),
        sa.Column("printed_district", sa.String(), nullable=False),
        sa.Column("printed_province", sa.String(), nullable=False),
        sa.Column("province_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("gtin ~ '^[0-9]{14}$'", name="ck_product_gtin_14_digits"),
        sa.CheckConstraint("length(btrim(name)) > 0", name="ck_product_named"),
        sa.CheckConstraint("product_set BETWEEN 1 AND 26", name="ck_product_set_known"),
        sa.ForeignKeyConstraint(["code"], ["issued_code.code"], name="fk_product_code"),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name="fk_product_commune_id"),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name="fk_product_producer_id"),
        sa.ForeignKeyConstraint(["province_id"], ["province.id"], name="fk_product_province_id"),
        sa.PrimaryKeyConstraint("id", name="pk_product"),
        sa.UniqueConstraint("code", name="uq_product_code"),
        sa.UniqueConstraint("gtin", name="uq_product_gtin"),
        sa.UniqueConstraint("identity", name="uq_product_identity"),
        sa.UniqueConstraint("slug", name="uq_product_slug"),
    )
    op.create_index("ix_product_commune_id", "product", ["commune_id"], unique=False)
    op.create_index(
        "ix_product_name_trgm",
        "product",
        [sa.text("folded gin_trgm_ops")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_index("ix_product_producer_id", "product", ["producer_id"], unique=False)
    op.create_index("ix_product_province_id", "product", ["province_id"], unique=False)


def downgrade() -> None:
    op.drop_table("product")
    op.drop_table("producer")
    op.drop_table("succession")
    op.drop_table("former_unit")
    op.drop_table("commune")
    op.drop_table("province")
