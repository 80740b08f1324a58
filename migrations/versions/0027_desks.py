"""Desks: invitations into teams, chosen workplaces, views of products."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _invitations()
    op.create_table(
        "workplace_choice",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_workplace_choice_account_id"
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["producer.id"], name="fk_workplace_choice_producer_id"
        ),
        sa.PrimaryKeyConstraint("account_id", name="pk_workplace_choice"),
    )
    op.create_table(
        "product_view_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name="fk_product_view_day_product_id"
        ),
        sa.PrimaryKeyConstraint("day", "product_id", name="pk_product_view_day"),
    )
    op.create_index(
        "ix_product_view_day_product_id", "product_view_day", ["product_id"], unique=False
    )


def _invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("code_digest", sa.LargeBinary(), nullable=False),
        sa.Column("invited_by", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('producer_owner', 'producer_staff', 'producer_helper')",
            name="ck_invitation_role_known",
        ),
        sa.CheckConstraint("num_nonnulls(email, phone) = 1", name="ck_invitation_one_identifier"),
        sa.CheckConstraint("accepted_at IS NULL OR ended_at IS NULL", name="ck_invitation_one_end"),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by_id IS NULL)",
            name="ck_invitation_accepted_by_somebody",
        ),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"], ["account.id"], name="fk_invitation_accepted_by_id"
        ),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name="fk_invitation_producer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("code_digest", name="uq_invitation_code_digest"),
    )
    op.create_index("ix_invitation_email", "invitation", ["email"], unique=False)
    op.create_index("ix_invitation_phone", "invitation", ["phone"], unique=False)
    op.create_index(
        "uq_invitation_open",
        "invitation",
        ["producer_id", "email", "phone"],
        unique=True,
        postgresql_where=sa.text("accepted_at IS NULL AND ended_at IS NULL"),
        postgresql_nulls_not_distinct=True,
    )


def downgrade() -> None:
    op.drop_table("product_view_day")
    op.drop_table("workplace_choice")
    op.drop_table("invitation")
