"""A code given out by mistake can be erased: its row stays, so that it is never given out again."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BEFORE = "status IN ('reserved', 'printed', 'activated', 'void', 'stolen', 'recalled', 'retired')"
NOW = f"{BEFORE.removesuffix(')')}, 'erased')"


def upgrade() -> None:
    _name_states(NOW)


def downgrade() -> None:
    # The nearest state there was before: nothing is sold under it, and its scan says so.
    op.execute("UPDATE issued_code SET status = 'void' WHERE status = 'erased'")
    _name_states(BEFORE)


def _name_states(states: str) -> None:
    name = op.f("ck_issued_code_status_known")
    op.drop_constraint(name, "issued_code", type_="check")
    op.create_check_constraint(name, "issued_code", states)
