"""Pages of desks take the same number of statements however many products there are."""

import pytest
from sqlalchemy import text

from core.access.roles import Role
from tests.factories.catalogue import make_product
from tests.marketplace.listings.test_walk import PRODUCTS, QUEUE, desk  # noqa: F401 - a fixture
from tests.statements import statements

MANY = text(
    "INSERT INTO issued_code (code, kind, status)"
    " SELECT '0000' || lpad(n::text, 6, '0'), 'product', 'activated'"
    " FROM generate_series(1, 1000) n"
)
PRODUCTS_OF = text(
    "INSERT INTO product (code, slug, name, folded, identity, producer_id, product_group, print,"
    " printed_commune, printed_district, printed_province, province_id)"
    " SELECT code, code, 'Bún ' || code, 'bun', code, :producer, 'thuc-pham', 'noodles', '', '',"
    " 'Thái Nguyên', :province FROM issued_code WHERE code LIKE '0000%'"
)
REVISIONS = text(
    "INSERT INTO listing_revision (listing_id, number, state, name, story, label, photographs,"
    " author, created_at, submitted_at, reason)"
    " SELECT id, 1, 'submitted', 'Bún', '', '{}', '{}', 'Mai', now(), now(), ''"
    " FROM listing WHERE code LIKE '0000%'"
)


def count(browser, path):
    browser.get(path)  # what is kept for good is kept now
    with statements() as sent:
        assert browser.get(path).status_code == 200
    return len(sent)


@pytest.fixture
def ten(desk, session):  # noqa: F811
    for number in range(10):
        make_product(session, f"Chè {number}", producer=desk.producer)
    session.commit()
    return desk


def test_a_thousand_products_take_no_more_statements_than_ten(ten, session):
    owner, operator = ten.owner(), ten.browser(Role.OPERATOR)
    few = count(owner, PRODUCTS), count(owner, ten.path), count(operator, QUEUE)

    session.execute(MANY)
    facts = {"producer": ten.producer.id, "province": ten.producer.province_id}
    session.execute(PRODUCTS_OF, facts)
    session.execute(REVISIONS)
    session.commit()

    assert (count(owner, PRODUCTS), count(owner, ten.path), count(operator, QUEUE)) == few
    assert "1.011 sản phẩm" in owner.get(PRODUCTS).text
    assert owner.get(f"{PRODUCTS}?q=chè 7").text.count('class="own"') == 1
