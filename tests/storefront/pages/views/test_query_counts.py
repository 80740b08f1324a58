"""How often a page asks the database: fixed, whatever the number of things on it."""

from datetime import timedelta

import pytest

from core.clock import today
from storefront.index.queries import lag
from tests.factories.catalogue import make_certified, make_offer, make_producer
from tests.factories.traceability import make_area, tie
from tests.statements import statements

# Statements of a page made anew; the provinces are kept in memory. A page kept takes one.
MOST = {
    "/": 4,
    "/san-pham": 3,
    "/san-pham?q=miến": 3,
    "/san-pham?nhom=thuc-pham&sap_xep=ten": 3,
    "product": 4,
    "producer": 4,
    "/tinh/thai-nguyen": 3,
    "certificate": 3,
    "scan": 3,
}


@pytest.fixture(autouse=True)
def lag_known(monkeypatch):
    """Asked once a second by a whole process, be it on this page or the next."""
    monkeypatch.setattr(lag, "MEMO_SECONDS", 3_600)


@pytest.fixture
def shop(session, indexed):
    """A maker with as many products as asked; returns the addresses of one of them."""
    maker = make_producer(session, "HTX Tài Hoan")

    def grow(number: int) -> dict[str, str]:
        for place in range(number):
            product, paper = make_certified(
                session, f"Miến dong số {place}", on=today() - timedelta(days=50), producer=maker
            )
            make_offer(session, product)
            tie(session, product, make_area(session))
        session.commit()
        indexed()
        return {
            "product": f"/san-pham/{product.slug}",
            "producer": f"/co-so/{maker.slug}",
            "certificate": f"/chung-nhan/{paper.code}",
            "scan": f"/{product.code}",
        }

    return grow


@pytest.mark.parametrize("page", MOST)
def test_a_page_of_many_asks_no_more_than_a_page_of_one(client, shop, page):
    few = statements_of(client, shop(2), page)
    many = statements_of(client, shop(12), page)

    assert len(many) == len(few)
    assert len(many) <= MOST[page]


@pytest.mark.parametrize("page", MOST)
def test_a_page_that_says_the_same_again_takes_one_question(client, shop, page):
    addresses = shop(2)
    statements_of(client, addresses, page)

    assert len(statements_of(client, addresses, page)) == 1


def statements_of(client, addresses: dict[str, str], page: str) -> list[str]:
    address = addresses.get(page, page)
    client.get("/san-pham")  # warms what is kept in memory
    with statements() as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    return seen
