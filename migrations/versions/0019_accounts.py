"""People: accounts, roles within a scope, and sessions on the server."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _accounts()
    _grants()
    _sign_ins()


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("phone ~ '^[+][1-9][0-9]{6,14}$'", name="ck_account_phone_e164"),
        sa.CheckConstraint("email = lower(email)", name="ck_account_email_lower_case"),
        sa.CheckConstraint(
            "email IS NOT NULL OR phone IS NOT NULL OR deleted_at IS NOT NULL",
            name="ck_account_reachable",
        ),
        sa.CheckConstraint("length(btrim(full_name)) > 0", name="ck_account_named"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email", name="uq_account_email"),
        sa.UniqueConstraint("phone", name="uq_account_phone"),
    )


def _grants() -> None:
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("commune_id", sa.Integer(), nullable=True),
        sa.Column("province_id", sa.Integer(), nullable=True),
        sa.Column(
            "granted_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("granted_by", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('producer_owner', 'producer_staff', 'producer_helper', 'commune_officer',"
            " 'province_officer', 'council_member', 'promotion_staff', 'operator', 'auditor')",
            name="ck_role_grant_role_known",
        ),
        sa.CheckConstraint(
            "num_nonnulls(producer_id, commune_id, province_id) <= 1",
            name="ck_role_grant_one_scope",
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_role_grant_account_id"),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name="fk_role_grant_commune_id"),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name="fk_role_grant_producer_id"),
        sa.ForeignKeyConstraint(["province_id"], ["province.id"], name="fk_role_grant_province_id"),
        sa.PrimaryKeyConstraint("id", name="pk_role_grant"),
    )
    op.create_index("ix_role_grant_producer_id", "role_grant", ["producer_id"], unique=False)
    op.create_index(
        "uq_role_grant_current",
        "role_grant",
        ["account_id", "role", "producer_id", "commune_id", "province_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
        postgresql_nulls_not_distinct=True,
    )


def _sign_ins() -> None:
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column(
            "authenticated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("second_factor_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acting_for_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_sign_in_account_id"),
        sa.ForeignKeyConstraint(
            ["acting_for_id"], ["producer.id"], name="fk_sign_in_acting_for_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in"),
        sa.UniqueConstraint("token_digest", name="uq_sign_in_token_digest"),
    )
    op.create_index("ix_sign_in_account_id", "sign_in", ["account_id"], unique=False)


def downgrade() -> None:
    op.drop_table("sign_in")
    op.drop_table("role_grant")
    op.drop_table("account")
