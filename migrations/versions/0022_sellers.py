"""Sellers: applications with events, checks and papers, bank accounts, closings and demands."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _applications()
    _events()
    _checks()
    _papers()
    _bank_accounts()
    _closings()
    _demands()


def _applications() -> None:
    op.create_table(
        "seller_application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("legal_form", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tax_code", sa.String(), nullable=False),
        sa.Column("personal_id", sa.String(), nullable=False),
        sa.Column("representative", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("province_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("sells_food", sa.Boolean(), nullable=False),
        sa.Column("sells_alcohol", sa.Boolean(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("identity_attested", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
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
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "kind = 'new' OR producer_id IS NOT NULL",
            name="ck_seller_application_claim_of_a_producer",
        ),
        sa.CheckConstraint(
            "kind IN ('new', 'claim', 'conversion')", name="ck_seller_application_kind_known"
        ),
        sa.CheckConstraint(
            "personal_id = '' OR personal_id ~ '^[0-9]{12}$'",
            name="ck_seller_application_personal_id",
        ),
        sa.CheckConstraint(
            "producer_id IS NOT NULL OR state IN ('draft', 'submitted', 'more_information',"
            " 'refused')",
            name="ck_seller_application_seller_is_a_producer",
        ),
        sa.CheckConstraint(
            "state = 'draft' OR (length(btrim(name)) > 0 AND legal_form <> '' AND tax_code <> '')",
            name="ck_seller_application_submitted_with_facts",
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'more_information', 'approved', 'refused',"
            " 'suspended', 'closed', 'replaced')",
            name="ck_seller_application_state_known",
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["account.id"], name="fk_seller_application_applicant_id"
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["producer.id"], name="fk_seller_application_producer_id"
        ),
        sa.ForeignKeyConstraint(
            ["province_id"], ["province.id"], name="fk_seller_application_province_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_seller_application"),
    )
    op.create_index(
        "ix_seller_application_applicant_id", "seller_application", ["applicant_id"], unique=False
    )
    op.create_index(
        "ix_seller_application_producer_id", "seller_application", ["producer_id"], unique=False
    )
    op.create_index(
        "ix_seller_application_state_submitted_at",
        "seller_application",
        ["state", "submitted_at"],
        unique=False,
    )
    op.create_index(
        "uq_seller_application_open",
        "seller_application",
        ["applicant_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('draft', 'submitted', 'more_information')"),
    )
    op.create_index(
        "uq_seller_application_standing",
        "seller_application",
        ["producer_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('approved', 'suspended')"),
    )


def _events() -> None:
    op.create_table(
        "application_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'more_information', 'approved', 'refused',"
            " 'suspended', 'closed', 'replaced')",
            name="ck_application_event_state_known",
        ),
        sa.CheckConstraint(
            "step IN ('submit', 'ask', 'approve', 'refuse', 'suspend', 'close', 'replace')",
            name="ck_application_event_step_known",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_application_event_account_id"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["seller_application.id"],
            name="fk_application_event_application_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_application_event"),
    )
    op.create_index(
        "ix_application_event_application_id", "application_event", ["application_id"], unique=False
    )
    op.execute(
        "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON application_event"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def _checks() -> None:
    op.create_table(
        "checklist_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("actor", sa.String(), nullable=False),
        sa.CheckConstraint(
            "outcome = 'verified' OR length(btrim(reason)) > 0",
            name="ck_checklist_check_with_a_reason",
        ),
        sa.CheckConstraint(
            "outcome IN ('verified', 'waived', 'rejected')", name="ck_checklist_check_outcome_known"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["seller_application.id"], name="fk_checklist_check_application_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_check"),
        sa.UniqueConstraint(
            "application_id", "item", name="uq_checklist_check_application_id_item"
        ),
    )


def _papers() -> None:
    op.create_table(
        "seller_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("media_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column(
            "sent_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("sent_by_id", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("size > 0", name="ck_seller_paper_size_positive"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["seller_application.id"], name="fk_seller_paper_application_id"
        ),
        sa.ForeignKeyConstraint(["sent_by_id"], ["account.id"], name="fk_seller_paper_sent_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_seller_paper"),
        sa.UniqueConstraint("media_name", name="uq_seller_paper_media_name"),
    )
    op.create_index(
        "ix_seller_paper_application_id", "seller_paper", ["application_id"], unique=False
    )


def _bank_accounts() -> None:
    op.create_table(
        "bank_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("bank_bin", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column(
            "proposed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("payable_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("bank_bin ~ '^[0-9]{6}$'", name="ck_bank_account_bank_bin_6_digits"),
        sa.CheckConstraint("number ~ '^[0-9A-Z]{4,19}$'", name="ck_bank_account_number_short"),
        sa.CheckConstraint(
            "state <> 'current' OR payable_from IS NOT NULL",
            name="ck_bank_account_current_is_confirmed",
        ),
        sa.CheckConstraint(
            "state IN ('proposed', 'current', 'replaced', 'refused')",
            name="ck_bank_account_state_known",
        ),
        sa.CheckConstraint(
            "confirmed_by_id IS NULL OR confirmed_by_id <> proposed_by_id",
            name="ck_bank_account_two_persons",
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["seller_application.id"], name="fk_bank_account_application_id"
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["account.id"], name="fk_bank_account_confirmed_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["producer.id"], name="fk_bank_account_producer_id"
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["account.id"], name="fk_bank_account_proposed_by_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_bank_account"),
    )
    op.create_index("ix_bank_account_producer_id", "bank_account", ["producer_id"], unique=False)
    op.create_index(
        "uq_bank_account_current",
        "bank_account",
        ["application_id"],
        unique=True,
        postgresql_where=sa.text("state = 'current'"),
    )
    op.create_index(
        "uq_bank_account_proposed",
        "bank_account",
        ["application_id"],
        unique=True,
        postgresql_where=sa.text("state = 'proposed'"),
    )


def _closings() -> None:
    op.create_table(
        "seller_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "announced_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("announced_by", sa.String(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "closes_at >= announced_at + interval '5 days'",
            name="ck_seller_closing_announced_ahead",
        ),
        sa.CheckConstraint("length(btrim(reason)) > 0", name="ck_seller_closing_with_a_reason"),
        sa.CheckConstraint(
            "num_nonnulls(closed_at, withdrawn_at) <= 1", name="ck_seller_closing_one_end"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["seller_application.id"], name="fk_seller_closing_application_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_seller_closing"),
    )
    op.create_index(
        "uq_seller_closing_open",
        "seller_closing",
        ["application_id"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL AND withdrawn_at IS NULL"),
    )


def _demands() -> None:
    op.create_table(
        "data_demand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by IS NULL)", name="ck_data_demand_answered_by_one"
        ),
        sa.CheckConstraint("length(btrim(authority)) > 0", name="ck_data_demand_authority_named"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["seller_application.id"], name="fk_data_demand_application_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_data_demand"),
    )
    op.create_index(
        "ix_data_demand_due_at",
        "data_demand",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("answered_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("data_demand")
    op.drop_table("seller_closing")
    op.drop_table("bank_account")
    op.drop_table("seller_paper")
    op.drop_table("checklist_check")
    op.drop_table("application_event")
    op.drop_table("seller_application")
