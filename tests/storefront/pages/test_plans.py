"""Query plans: the page of a product reads its rows by the index, whatever is joined to them."""

from sqlalchemy import text

from storefront.pages.queries import product
from tests.factories.catalogue import make_producer, make_product


def test_a_product_and_its_like_are_looked_up_and_not_looked_for(session):
    make_product(session, "Miến dong", producer=make_producer(session))
    session.execute(
        text(
            "WITH codes AS (INSERT INTO issued_code SELECT (jsonb_populate_record(kept,"
            " jsonb_build_object('code', lpad(n::text, 10, '0')))).*"
            " FROM generate_series(1, 2000) AS n, issued_code AS kept RETURNING code)"
            " INSERT INTO product SELECT (jsonb_populate_record(kept, jsonb_build_object("
            "'id', -codes.code::int, 'code', codes.code, 'slug', codes.code,"
            " 'identity', codes.code))).*"
            " FROM codes, product AS kept"
        )
    )
    session.execute(text("ANALYZE product"))
    explained = f"EXPLAIN (GENERIC_PLAN) {product._ITSELF_AND_OTHERS.statement.decode()}"

    plan = "\n".join(session.connection().exec_driver_sql(explained).scalars())

    assert "Index Scan using pk_product on product" in plan
    assert "Seq Scan on product " not in plan
