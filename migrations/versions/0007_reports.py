"""Reports about codes, and a quick way to the scans of a day."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KINDS_BEFORE = "kind IN ('product', 'area', 'certificate', 'lot', 'item', 'booth')"
KINDS = "kind IN ('product', 'area', 'certificate', 'lot', 'item', 'booth', 'report')"


def upgrade() -> None:
    _name_kinds(KINDS)
    op.create_index("ix_scan_minute", "scan", ["minute"])
    op.create_table(
        "code_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("phone_consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("conclusion", sa.String(), nullable=False),
        sa.Column("visitor", sa.LargeBinary(), nullable=True),
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
        sa.CheckConstraint(
            "reason IN ('counterfeit', 'other_product', 'wrong_facts', 'stale_stars', 'quality',"
            " 'unreadable')",
            name="ck_code_report_reason_known",
        ),
        sa.CheckConstraint(
            "state IN ('received', 'checking', 'concluded')", name="ck_code_report_state_known"
        ),
        sa.CheckConstraint("length(story) <= 1000", name="ck_code_report_story_short"),
        sa.CheckConstraint(
            "(phone IS NULL) = (phone_consent_at IS NULL)",
            name="ck_code_report_phone_only_with_consent",
        ),
        sa.ForeignKeyConstraint(["ticket"], ["issued_code.code"], name="fk_code_report_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_code_report"),
        sa.UniqueConstraint("ticket", name="uq_code_report_ticket"),
    )
    op.create_index("ix_code_report_code_created_at", "code_report", ["code", "created_at"])
    op.create_index(
        "ix_code_report_visitor",
        "code_report",
        ["visitor"],
        postgresql_where=sa.text("visitor IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("code_report")
    op.drop_index("ix_scan_minute", "scan")
    # Tickets were given out for nothing but the reports that are gone.
    op.execute("DELETE FROM issued_code WHERE kind = 'report'")
    _name_kinds(KINDS_BEFORE)


def _name_kinds(kinds: str) -> None:
    name = op.f("ck_issued_code_kind_known")
    op.drop_constraint(name, "issued_code", type_="check")
    op.create_check_constraint(name, "issued_code", kinds)
