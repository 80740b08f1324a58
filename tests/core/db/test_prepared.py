"""Prepared statements: the same rows as by the session, on its connection, with its changes."""

from datetime import date

import psycopg
import pytest
from sqlalchemy import ARRAY, Integer, any_, bindparam, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from core.db import sessions
from core.db.prepared import PreparedSelect, PreparedStatement
from registry.models import Product, Province
from tests.factories.catalogue import make_product
from tests.statements import statements

NAMES = PreparedSelect(
    select(Product.__table__.c.id, Product.__table__.c.name.label("called"))
    .where(Product.__table__.c.id == any_(bindparam("ids", type_=ARRAY(Integer))))
    .order_by(Product.__table__.c.id)
    .limit(2)
)

PLANS = PreparedStatement(
    "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
    " WHERE statement LIKE 'SELECT id, name, $1::date%%'"
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


def test_a_read_session_finds_the_same_planned_once_by_its_connection(app, committed):
    """With values of every kind that a parameter may have."""
    with Session(committed) as session, session.begin():
        names = ("Chè \\ {xanh}, “%”", "Mật ong")
        chosen = [make_product(session, name).id for name in names]
    others = PreparedStatement(
        "SELECT id, name, %(day)s::date, %(nobody)s::int, '100%%' FROM product"
        " WHERE id = ANY(%(ids)s) AND name <> %(name)s AND id <> %(number)s AND name <> %(name)s"
    )
    values = {"ids": chosen, "name": names[0], "number": 0, "day": date(2026, 3, 1), "nobody": None}

    with Session(committed) as session:
        expected = others.tuples(session, **values)
    with app.app_context():
        with sessions.read_session() as session:
            answers = [others.tuples(session, **values) for _ in range(7)]
            plans = PLANS.tuples(session)
        sessions.close()

    assert expected == [(chosen[1], names[1], date(2026, 3, 1), None, "100%")]
    assert answers == [expected] * 7
    assert plans == [(7, 0)]


def test_a_statement_that_the_server_refuses_leaves_the_session_usable(app):
    with app.app_context():
        with sessions.read_session() as session:
            with pytest.raises(psycopg.errors.UndefinedTable):
                PreparedStatement("SELECT 1 FROM nowhere").tuples(session)
            with pytest.raises(psycopg.errors.DivisionByZero):
                PreparedStatement("SELECT 1 / %(n)s::int").tuples(session, n=0)

            assert PreparedStatement("SELECT 1").tuples(session) == [(1,)]
        sessions.close()


def test_a_connection_that_is_gone_is_an_operational_error_and_not_used_again(app):
    of_provinces = PreparedSelect(select(Province.__table__.c.slug))
    backend = PreparedStatement("SELECT pg_backend_pid()")
    with app.app_context(), sessions.read_session() as session:
        assert len(of_provinces.rows(session)) == 34
        [(before,)] = backend.tuples(session)
        session.driver.close()
        with pytest.raises(OperationalError):
            of_provinces.rows(session)

    with app.app_context(), sessions.read_session() as session:
        assert len(of_provinces.rows(session)) == 34
        assert backend.tuples(session) != [(before,)]
