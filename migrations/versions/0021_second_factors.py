"""Second factors, access tokens of programs, and consents."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "account", sa.Column("second_factor_since", sa.DateTime(timezone=True), nullable=True)
    )
    _second_factors()
    _passkeys()
    _tokens()
    _consents()


def _moment(name: str) -> sa.Column[sa.DateTime]:
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def _later(name: str) -> sa.Column[sa.DateTime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=f"fk_{table}_account_id")


def _second_factors() -> None:
    op.create_table(
        "authenticator_app",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        _moment("created_at"),
        _of_account("authenticator_app"),
        sa.PrimaryKeyConstraint("account_id", name="pk_authenticator_app"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        _later("used_at"),
        _of_account("recovery_code"),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
        sa.UniqueConstraint("account_id", "digest", name="uq_recovery_code_account_id_digest"),
    )


def _passkeys() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        _moment("created_at"),
        _later("used_at"),
        _of_account("passkey"),
        sa.PrimaryKeyConstraint("id", name="pk_passkey"),
        sa.UniqueConstraint("credential_id", name="uq_passkey_credential_id"),
    )
    op.create_index("ix_passkey_account_id", "passkey", ["account_id"], unique=False)
    op.create_table(
        "passkey_challenge",
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        _moment("created_at"),
        _of_account("passkey_challenge"),
        sa.PrimaryKeyConstraint("challenge", name="pk_passkey_challenge"),
    )


def _tokens() -> None:
    op.create_table(
        "access_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        _moment("created_at"),
        _later("used_at"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        _later("ended_at"),
        _of_account("access_token"),
        sa.PrimaryKeyConstraint("id", name="pk_access_token"),
        sa.UniqueConstraint("token_digest", name="uq_access_token_token_digest"),
    )
    op.create_index("ix_access_token_account_id", "access_token", ["account_id"], unique=False)


def _consents() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        _moment("given_at"),
        _later("withdrawn_at"),
        sa.CheckConstraint(
            "purpose IN ('terms', 'privacy', 'news')", name="ck_consent_purpose_known"
        ),
        _of_account("consent"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    op.create_index(
        "uq_consent_current",
        "consent",
        ["account_id", "purpose", "version"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    for table in (
        "consent",
        "access_token",
        "passkey_challenge",
        "passkey",
        "recovery_code",
        "authenticator_app",
    ):
        op.drop_table(table)
    op.drop_column("account", "second_factor_since")
