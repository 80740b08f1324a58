"""Messages to people: an outbox, one-time codes, and attempts counted against limits."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _attempt_counts()
    _confirmations()
    _messages()


def _attempt_counts() -> None:
    op.create_table(
        "attempt_count",
        sa.Column("limit_name", sa.String(), nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("limit_name", "subject", name="pk_attempt_count"),
    )
    op.create_index("ix_attempt_count_until", "attempt_count", ["until"], unique=False)


def _confirmations() -> None:
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("code_digest", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("full_name", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sendings", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('sign_up', 'password', 'contact')", name="ck_confirmation_purpose_known"
        ),
        sa.CheckConstraint("num_nonnulls(email, phone) = 1", name="ck_confirmation_one_recipient"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_confirmation_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_confirmation"),
        sa.UniqueConstraint("token_digest", name="uq_confirmation_token_digest"),
    )
    op.create_index("ix_confirmation_account_id", "confirmation", ["account_id"], unique=False)
    op.create_index("ix_confirmation_expires_at", "confirmation", ["expires_at"], unique=False)


def _messages() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_why", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(dropped_at IS NULL) = (dropped_why IS NULL)", name="ck_message_dropped_with_reason"
        ),
        sa.CheckConstraint("num_nonnulls(email, phone) = 1", name="ck_message_one_recipient"),
        sa.CheckConstraint("num_nonnulls(sent_at, dropped_at) <= 1", name="ck_message_one_end"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_message_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("key", name="uq_message_key"),
    )
    op.create_index("ix_message_account_id", "message", ["account_id"], unique=False)
    op.create_index("ix_message_created_at", "message", ["created_at"], unique=False)


def downgrade() -> None:
    op.drop_table("message")
    op.drop_table("confirmation")
    op.drop_table("attempt_count")
