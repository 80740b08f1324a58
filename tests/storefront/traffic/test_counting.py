"""Views of product pages: counted for people, by day, and never in the way of a page."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from core.clock import today
from core.composition import Services
from storefront.traffic.counting import ViewCounter
from storefront.traffic.models import ProductViewDay
from storefront.traffic.services import add_views
from tests.factories.catalogue import make_product

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36"}


@pytest.fixture
def counter(app, session):
    counter = Services.of(app)[ViewCounter]
    counter.flush()
    return counter


def views(session):
    rows = session.execute(
        select(ProductViewDay.day, ProductViewDay.product_id, ProductViewDay.views)
    )
    return {(day, product): count for day, product, count in rows}


def test_a_look_is_counted_whether_the_page_was_sent_or_still_good(client, session, counter):
    product = make_product(session)
    session.commit()
    address = f"/san-pham/{product.slug}"

    first = client.get(address, headers=PHONE)
    again = client.get(address, headers=PHONE | {"If-None-Match": first.headers["ETag"]})
    counter.flush()

    assert (first.status_code, again.status_code) == (200, 304)
    assert views(session) == {(today(), product.id): 2}


@pytest.mark.parametrize(
    ("method", "headers", "path"),
    [
        ("HEAD", PHONE, ""),
        ("GET", {"User-Agent": "Googlebot/2.1"}, ""),
        ("GET", PHONE | {"Sec-Purpose": "prefetch"}, ""),
        ("GET", PHONE, "-khong-co"),
    ],
    ids=["head", "program", "fetched ahead", "missing"],
)
def test_what_no_person_looks_at_is_not_counted(client, session, counter, method, headers, path):
    product = make_product(session)
    session.commit()

    client.open(f"/san-pham/{product.slug}{path}", method=method, headers=headers)
    counter.flush()

    assert views(session) == {}


def test_views_add_up_over_processes_and_days(session):
    one, other = make_product(session), make_product(session)
    day, next_day = date(2026, 11, 27), date(2026, 11, 28)

    add_views(session, {(day, one.slug): 2, (next_day, other.slug): 1, (day, "gone"): 7})
    add_views(session, {(day, one.slug): 3})

    assert views(session) == {(day, one.id): 5, (next_day, other.id): 1}


def test_what_cannot_be_written_waits():
    calls = []

    def write(waiting):
        calls.append(dict(waiting))
        if len(calls) == 1:
            raise OperationalError("", {}, Exception())

    counter = ViewCounter(write, has_writer=False)
    counter.note(today(), "tra")
    with pytest.raises(OperationalError):
        counter.flush()
    counter.note(today(), "tra")
    counter.flush()
    counter.flush()

    assert calls == [{(today(), "tra"): 1}, {(today(), "tra"): 2}]
