"""Says of each note which transaction wrote it, so that one look tells whether any was added."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "content_change",
        sa.Column(
            "xid",
            sa.BigInteger(),
            server_default=sa.text("pg_current_xact_id()::text::bigint"),
            nullable=False,
        ),
    )
    op.create_index("ix_content_change_xid", "content_change", ["xid"])


def downgrade() -> None:
    op.drop_index("ix_content_change_xid", "content_change")
    op.drop_column("content_change", "xid")
