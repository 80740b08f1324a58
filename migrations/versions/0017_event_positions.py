"""Positions of corrections: each stands where the act stood that it corrects, first of all."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

POSITION_OLD = """
    WITH RECURSIVE chain AS (
        SELECT id, number AS position, corrects_id FROM certificate_event WHERE corrects_id IS NULL
        UNION ALL
        SELECT event.id, chain.position, event.corrects_id
        FROM certificate_event AS event JOIN chain ON event.corrects_id = chain.id
    )
    UPDATE certificate_event AS event SET position = chain.position
    FROM chain WHERE chain.id = event.id AND chain.corrects_id IS NOT NULL
"""


def upgrade() -> None:
    op.add_column("certificate_event", sa.Column("position", sa.Integer(), nullable=True))
    op.execute("ALTER TABLE certificate_event DISABLE TRIGGER append_only")
    op.execute(POSITION_OLD)
    op.execute("ALTER TABLE certificate_event ENABLE TRIGGER append_only")
    op.create_check_constraint(
        "ck_certificate_event_position_is_earlier", "certificate_event", "position < number"
    )


def downgrade() -> None:
    op.drop_constraint("ck_certificate_event_position_is_earlier", "certificate_event")
    op.drop_column("certificate_event", "position")
