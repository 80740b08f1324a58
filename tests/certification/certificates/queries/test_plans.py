"""Query plans: what pages ask about a few products does not read every event on record."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from certification.certificates.queries import record, standings
from tests.factories.catalogue import make_certified

COPIES = 1_000
EXPLAIN = "EXPLAIN (GENERIC_PLAN) "


@pytest.fixture
def many_certificates(session: Session) -> None:
    """Copies of one with its event: where there are few, reading them all is the shortest way."""
    make_certified(session, "Miến dong", on=date(2026, 1, 1))
    copies = {
        "issued_code": "'code', lpad(n::text, 10, '0')",
        "certificate": "'id', -n, 'code', lpad(n::text, 10, '0'), 'source_key', n",
        "certificate_event": "'id', -n, 'certificate_id', -n",
    }
    for table, columns in copies.items():
        different = f"jsonb_populate_record(row, jsonb_build_object({columns}))"
        session.execute(
            text(
                f"INSERT INTO {table} SELECT (copy).* FROM ("
                f" SELECT {different} AS copy FROM generate_series(1, {COPIES}) AS n,"
                f" (SELECT kept AS row FROM {table} AS kept LIMIT 1) AS first) AS copies"
            )
        )
        session.execute(text(f"ANALYZE {table}"))


@pytest.mark.parametrize("query", [standings, record], ids=["standings", "record"])
@pytest.mark.usefixtures("many_certificates")
def test_events_are_looked_up_by_certificate_also_in_a_plan_for_any_products(session, query):
    statement = query._OF_PRODUCTS.statement.decode()

    plan = "\n".join(session.connection().exec_driver_sql(EXPLAIN + statement).scalars())

    assert "(certificate_id = certificate.id)" in plan
    assert "Seq Scan on certificate_event" not in plan
