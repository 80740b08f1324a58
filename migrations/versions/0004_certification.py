"""Certificates as dated events that nobody can change."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("source_title", sa.String(), nullable=False),
        sa.Column("source_date", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["code"], ["issued_code.code"], name="fk_certificate_code"),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name="fk_certificate_product_id", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificate"),
        sa.UniqueConstraint("code", name="uq_certificate_code"),
        sa.UniqueConstraint(
            "product_id", "source_key", name="uq_certificate_product_id_source_key"
        ),
    )
    op.create_table(
        "certificate_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("authority", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("public_note", sa.String(), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column(
            "recorded_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(kind = 'revoked') <= (reason IS NOT NULL)",
            name="ck_certificate_event_revoked_with_ground",
        ),
        sa.CheckConstraint(
            "(kind IN ('granted', 'rerated')) <= (stars IS NOT NULL)",
            name="ck_certificate_event_level_stated",
        ),
        sa.CheckConstraint(
            "kind IN ('proposed', 'granted', 'suspended', 'lifted', 'revoked', 'rerated',"
            " 'renewed', 'withdrawn')",
            name="ck_certificate_event_kind_known",
        ),
        sa.CheckConstraint(
            "effective_from <= effective_to", name="ck_certificate_event_bounds_in_order"
        ),
        sa.CheckConstraint(
            "last_day >= effective_from", name="ck_certificate_event_ends_after_start"
        ),
        sa.CheckConstraint("stars BETWEEN 3 AND 5", name="ck_certificate_event_stars_certifiable"),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name="fk_certificate_event_certificate_id",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["certificate_event.id"], name="fk_certificate_event_corrects_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_event"),
        sa.UniqueConstraint("corrects_id", name="uq_certificate_event_corrects_id"),
    )
    op.create_index(
        "ix_certificate_event_certificate",
        "certificate_event",
        ["certificate_id", "id"],
        unique=False,
    )
    op.execute(
        """
        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END $$
        """
    )
    for table in ("certificate_event", "audit_entry"):
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    op.execute("DROP TRIGGER append_only ON audit_entry")
    op.drop_table("certificate_event")
    op.drop_table("certificate")
    op.execute("DROP FUNCTION refuse_change")
