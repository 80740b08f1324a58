"""Reports: the mark of the address a report came from, whatever browser sent it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("code_report", sa.Column("source", sa.LargeBinary(), nullable=True))
    op.create_index(
        "ix_code_report_source",
        "code_report",
        ["source"],
        postgresql_where=sa.text("source IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_code_report_source", table_name="code_report")
    op.drop_column("code_report", "source")
