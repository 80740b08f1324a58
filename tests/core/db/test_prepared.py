"""Prepared statements: the same rows as by the session, on its connection, with its changes."""

import psycopg
import pytest
from sqlalchemy import ARRAY, Integer, any_, bindparam, select
from sqlalchemy.exc import OperationalError

from core.db import sessions
from core.db.prepared import PreparedSelect
from registry.models import Product, Province
from tests.factories.catalogue import make_product
from tests.statements import statements

NAMES = PreparedSelect(
    select(Product.__table__.c.id, Product.__table__.c.name.label("called"))
    .where(Product.__table__.c.id == any_(bindparam("ids", type_=ARRAY(Integer))))
    .order_by(Product.__table__.c.id)
    .limit(2)
)


def test_rows_are_named_after_the_columns_and_constants_keep_their_values(session):
    made = [make_product(session, name) for name in ("Chè", "Mật ong", "Miến")]

    rows = NAMES.rows(session, ids=[product.id for product in made])

    assert [(row.id, row.called) for row in rows] == [(p.id, p.name) for p in made[:2]]


def test_what_the_session_has_not_sent_yet_is_found(session):
    product = make_product(session, "Chè")
    product.name = "Chè Tân Cương"

    assert [row.called for row in NAMES.rows(session, ids=[product.id])] == ["Chè Tân Cương"]


def test_one_statement_goes_to_the_database_each_time(session):
    product = make_product(session, "Chè")
    session.flush()

    with statements() as seen:
        for _ in range(3):
            NAMES.rows(session, ids=[product.id])

    assert len(seen) == 3


def test_a_connection_that_is_gone_is_an_operational_error_and_not_used_again(app):
    of_provinces = PreparedSelect(select(Province.__table__.c.slug))
    with app.app_context(), sessions.read_session() as session:
        assert len(of_provinces.rows(session)) == 34
        driver: psycopg.Connection = session.connection().connection.driver_connection
        driver.close()
        with pytest.raises(OperationalError):
            of_provinces.rows(session)

    with app.app_context(), sessions.read_session() as session:
        assert len(of_provinces.rows(session)) == 34
