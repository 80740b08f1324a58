"""Codes given out and the audit chain."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", postgresql.JSONB(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
    )
    op.create_table(
        "issued_code",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column(
            "issued_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column(
            "status_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.CheckConstraint("code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'", name="ck_issued_code_well_formed"),
        sa.CheckConstraint(
            "kind IN ('product', 'area', 'certificate', 'lot', 'item', 'booth')",
            name="ck_issued_code_kind_known",
        ),
        sa.CheckConstraint(
            "status IN ('reserved', 'printed', 'activated', 'void', 'stolen', 'recalled',"
            " 'retired')",
            name="ck_issued_code_status_known",
        ),
        sa.PrimaryKeyConstraint("code", name="pk_issued_code"),
    )


def downgrade() -> None:
    op.drop_table("issued_code")
    op.drop_table("audit_entry")
