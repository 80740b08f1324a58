"""Acts of two persons, delegations, and the accounts of those who record certificate events."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
BY_ANOTHER = "second_actor <> actor"


def upgrade() -> None:
    _pending_acts()
    _delegations()
    _people_of_events()


def _pending_acts() -> None:
    op.create_table(
        "pending_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", postgresql.JSONB(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("commune_id", sa.Integer(), nullable=True),
        sa.Column("province_id", sa.Integer(), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_for_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("refusal_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            "decision IN ('confirmed', 'refused')", name="ck_pending_act_decision_known"
        ),
        sa.CheckConstraint(
            "num_nonnulls(decision, decided_by_id, decided_by, decided_at) IN (0, 4)",
            name="ck_pending_act_decided_at_once",
        ),
        sa.CheckConstraint(
            "decided_by_id <> proposed_by_id", name="ck_pending_act_second_is_another"
        ),
        sa.CheckConstraint(
            "(decision = 'refused') <= (refusal_reason IS NOT NULL)",
            name="ck_pending_act_refused_with_reason",
        ),
        sa.CheckConstraint("expires_at > proposed_at", name="ck_pending_act_waits_a_while"),
        sa.ForeignKeyConstraint(["commune_id"], ["commune.id"], name="fk_pending_act_commune_id"),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name="fk_pending_act_decided_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["producer.id"], name="fk_pending_act_producer_id"
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["account.id"], name="fk_pending_act_proposed_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["proposed_for_id"], ["producer.id"], name="fk_pending_act_proposed_for_id"
        ),
        sa.ForeignKeyConstraint(
            ["province_id"], ["province.id"], name="fk_pending_act_province_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pending_act"),
    )
    op.create_index("ix_pending_act_subject", "pending_act", ["subject"], unique=False)
    op.create_index(
        "ix_pending_act_waiting",
        "pending_act",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("decision IS NULL"),
    )


def _delegations() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("text_version", sa.String(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("given_at", MOMENT, server_default=sa.text("now()"), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "role IN ('producer_staff', 'producer_helper')", name="ck_delegation_role_known"
        ),
        sa.CheckConstraint("from_on <= until_on", name="ck_delegation_days_in_order"),
        sa.CheckConstraint("delegate_id <> given_by_id", name="ck_delegation_to_another"),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name="ck_delegation_ended_by_somebody"
        ),
        sa.ForeignKeyConstraint(["delegate_id"], ["account.id"], name="fk_delegation_delegate_id"),
        sa.ForeignKeyConstraint(["given_by_id"], ["account.id"], name="fk_delegation_given_by_id"),
        sa.ForeignKeyConstraint(["producer_id"], ["producer.id"], name="fk_delegation_producer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delegation"),
    )
    op.create_index("ix_delegation_delegate_id", "delegation", ["delegate_id"], unique=False)
    op.create_index(
        "uq_delegation_current",
        "delegation",
        ["producer_id", "delegate_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _people_of_events() -> None:
    """Two people of one name are two by their accounts; a revocation has a second person too."""
    for column in ("account_id", "second_account_id"):
        op.add_column("certificate_event", sa.Column(column, sa.Integer(), nullable=True))
        op.create_foreign_key(
            f"fk_certificate_event_{column}", "certificate_event", "account", [column], ["id"]
        )
    op.drop_constraint("ck_certificate_event_second_is_another", "certificate_event")
    op.create_check_constraint(
        "ck_certificate_event_second_is_another",
        "certificate_event",
        "CASE WHEN num_nonnulls(account_id, second_account_id) = 2"
        f" THEN second_account_id <> account_id ELSE {BY_ANOTHER} END",
    )
    op.create_check_constraint(
        "ck_certificate_event_corrected_by_two",
        "certificate_event",
        "(correction_reason IS NOT NULL) <= (second_actor IS NOT NULL)",
    )


def downgrade() -> None:
    op.drop_constraint("ck_certificate_event_corrected_by_two", "certificate_event")
    op.drop_constraint("ck_certificate_event_second_is_another", "certificate_event")
    for column in ("account_id", "second_account_id"):
        op.drop_column("certificate_event", column)
    op.execute(  # what was recorded meanwhile may not pass it
        "ALTER TABLE certificate_event ADD CONSTRAINT ck_certificate_event_second_is_another"
        f" CHECK ({BY_ANOTHER} AND (second_actor IS NULL) = (correction_reason IS NULL)) NOT VALID"
    )
    op.drop_table("delegation")
    op.drop_table("pending_act")
