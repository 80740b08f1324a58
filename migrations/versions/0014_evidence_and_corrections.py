"""Evidence behind an event, corrections with reason and second person, extensions of a term."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE = "certificate_event"
KINDS = "'proposed', 'granted', 'suspended', 'lifted', 'revoked', 'rerated', 'renewed', 'withdrawn'"


def upgrade() -> None:
    op.add_column(
        TABLE, sa.Column("evidence", sa.String(), server_default="recognised", nullable=False)
    )
    op.add_column(TABLE, sa.Column("correction_reason", sa.String(), nullable=True))
    op.add_column(TABLE, sa.Column("second_actor", sa.String(), nullable=True))
    op.create_check_constraint(
        "ck_certificate_event_evidence_known", TABLE, "evidence IN ('recognised', 'assessed')"
    )
    op.create_check_constraint(
        "ck_certificate_event_assessed_is_granted",
        TABLE,
        "(evidence = 'assessed') <= (kind = 'granted')",
    )
    op.create_check_constraint(
        "ck_certificate_event_extended_to_day",
        TABLE,
        "(kind = 'extended') <= (last_day IS NOT NULL)",
    )
    op.create_check_constraint(
        "ck_certificate_event_annulled_is_named",
        TABLE,
        "(kind = 'annulled') <= (corrects_id IS NOT NULL AND correction_reason IS NOT NULL)",
    )
    op.create_check_constraint(
        "ck_certificate_event_second_is_another",
        TABLE,
        "second_actor <> actor AND (second_actor IS NULL) = (correction_reason IS NULL)",
    )
    _set_kinds(f"{KINDS}, 'extended', 'annulled'")


def downgrade() -> None:
    _set_kinds(KINDS)
    for name in (
        "second_is_another",
        "annulled_is_named",
        "extended_to_day",
        "assessed_is_granted",
        "evidence_known",
    ):
        op.drop_constraint(f"ck_certificate_event_{name}", TABLE)
    for column in ("second_actor", "correction_reason", "evidence"):
        op.drop_column(TABLE, column)


def _set_kinds(kinds: str) -> None:
    op.drop_constraint("ck_certificate_event_kind_known", TABLE)
    op.create_check_constraint("ck_certificate_event_kind_known", TABLE, f"kind IN ({kinds})")
