"""Workbooks of listings that came in: each with the rows that do something."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _imports()
    _rows()


def _imports() -> None:
    op.create_table(
        "spreadsheet_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("notes", postgresql.JSONB(), nullable=False),
        sa.Column("actor", postgresql.JSONB(), nullable=True),
        sa.Column("created_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("applied_at", MOMENT, nullable=True),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "state IN ('checked', 'applying', 'applied', 'undoing', 'undone')",
            name="ck_spreadsheet_import_state_known",
        ),
        sa.CheckConstraint(
            "state = 'checked' OR wrong = 0",
            name="ck_spreadsheet_import_applied_without_fault",
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["producer.id"], name="fk_spreadsheet_import_producer_id"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_spreadsheet_import_account_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_spreadsheet_import"),
    )
    op.create_index(
        "ix_spreadsheet_import_producer_id", "spreadsheet_import", ["producer_id", "id"]
    )


def _rows() -> None:
    op.create_table(
        "spreadsheet_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("before", postgresql.JSONB(), nullable=False),
        sa.Column("after", postgresql.JSONB(), nullable=False),
        sa.Column("problems", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('new', 'changed', 'wrong')", name="ck_spreadsheet_row_kind_known"
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'done', 'passed_over', 'undone', 'kept')",
            name="ck_spreadsheet_row_state_known",
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["spreadsheet_import.id"],
            name="fk_spreadsheet_row_import_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_spreadsheet_row"),
        sa.UniqueConstraint("import_id", "number", name="uq_spreadsheet_row_import_id_number"),
    )
    op.create_index(
        "ix_spreadsheet_row_import_id_state", "spreadsheet_row", ["import_id", "state", "number"]
    )


def downgrade() -> None:
    op.drop_table("spreadsheet_row")
    op.drop_table("spreadsheet_import")
