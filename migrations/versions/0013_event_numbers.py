"""Numbers the events of each certificate: of one day the last accepted stands (ADR 20)."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# The order in which events of one day have counted so far: when recorded, then the graver last.
NUMBER_OLD = """
    UPDATE certificate_event AS event SET number = place.number
    FROM (
        SELECT id, row_number() OVER (
            PARTITION BY certificate_id
            ORDER BY recorded_at,
                array_position(ARRAY['proposed', 'granted', 'renewed', 'rerated', 'lifted',
                                     'suspended', 'withdrawn', 'revoked'], kind::text),
                coalesce(stars, 0),
                coalesce(last_day, 'infinity'),
                coalesce(decision, '') COLLATE "C",
                coalesce(reason, '') COLLATE "C",
                id
        ) AS number
        FROM certificate_event
    ) AS place
    WHERE place.id = event.id
"""


def upgrade() -> None:
    op.add_column("certificate_event", sa.Column("number", sa.Integer()))
    op.execute("ALTER TABLE certificate_event DISABLE TRIGGER append_only")
    op.execute(NUMBER_OLD)
    op.execute("ALTER TABLE certificate_event ENABLE TRIGGER append_only")
    op.alter_column("certificate_event", "number", nullable=False)
    op.create_check_constraint(
        "ck_certificate_event_number_positive", "certificate_event", "number > 0"
    )
    op.drop_index("ix_certificate_event_certificate", "certificate_event")
    op.create_unique_constraint(
        "uq_certificate_event_certificate_id_number",
        "certificate_event",
        ["certificate_id", "number"],
    )
    op.execute(
        "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON certificate_event"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER never_emptied ON certificate_event")
    op.drop_constraint("uq_certificate_event_certificate_id_number", "certificate_event")
    op.create_index(
        "ix_certificate_event_certificate", "certificate_event", ["certificate_id", "id"]
    )
    op.drop_column("certificate_event", "number")
