"""Keeps the day up to which the search index has followed the calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "index_calendar",
        sa.Column("id", sa.Integer(), server_default="1", autoincrement=False, nullable=False),
        sa.Column("followed_to", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_index_calendar"),
        sa.CheckConstraint("id = 1", name="ck_index_calendar_one_row"),
    )


def downgrade() -> None:
    op.drop_table("index_calendar")
