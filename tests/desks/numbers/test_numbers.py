"""Scans and views by day and product: who sees which, and what so few did that nobody sees it."""

from datetime import datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest

from core.access.roles import Role, Scope, ScopeKind
from core.clock import VIETNAM, today
from desks.numbers.queries.own_numbers import own_numbers
from desks.numbers.rules.charts import bar_chart, round_above
from desks.numbers.rules.small_counts import at_least, shown
from storefront.traffic.models import ProductViewDay
from tests.factories.catalogue import make_producer, make_product
from tests.factories.people import make_account, signed_in
from tests.statements import statements
from traceability.scans.models import Scan

NUMBERS = "/co-so-cua-toi/so-lieu"
DAY = today() - timedelta(days=3)


@pytest.fixture
def producer(session):
    return make_producer(session)


@pytest.fixture
def product(session, producer):
    return make_product(session, "=1+1", producer=producer)


@pytest.fixture
def browser(app, session, producer):
    scope = Scope(ScopeKind.PRODUCER, producer.id)
    return signed_in(app, session, make_account(session, Role.PRODUCER_OWNER, scope))


def new_scan(product, minute, person):
    """One of a person, whose mark is another every day."""
    mark = f"{minute.astimezone(VIETNAM):%m%d}{person:04}".encode()
    return Scan(
        code=product.code, known=True, minute=minute, language="vi", device="phone", visitor=mark
    )


def scan(session, product, people, *, times=1, day=DAY):
    """Each of so many people scans so often on a day."""
    noon = datetime.combine(day, time(12), VIETNAM)
    for person in range(people):
        for number in range(times):
            session.add(new_scan(product, noon + timedelta(minutes=11 * number), person))
    session.flush()


def look(session, product, views, day=DAY):
    session.add(ProductViewDay(day=day, product_id=product.id, views=views))
    session.flush()


def numbers(session, producer, **how):
    first = today() - timedelta(days=27)
    return own_numbers(session, producer.id, first=first, last=today(), **how)


def on(numbers, day):
    [row] = [row for row in numbers.periods if row.begins == day]
    return row.scans, row.views


@pytest.mark.parametrize(
    ("count", "people", "day", "total"),
    [(5, 5, 5, 5), (4, 4, None, None), (30, 4, None, None), (13, 6, 13, 10), (0, 0, None, None)],
)
def test_what_fewer_than_five_people_did_is_not_shown(count, people, day, total):
    assert shown(count, people) == day
    assert at_least(count, people) == total


def test_a_day_has_the_scans_and_views_of_own_products(session, producer, product):
    other = make_product(session, producer=make_producer(session, "HTX Khác"))
    second = make_product(session, "Trà", producer=producer)
    scan(session, product, 3)
    scan(session, second, 6)
    scan(session, other, 9)
    look(session, product, 4)
    look(session, second, 3)
    look(session, other, 50)

    counted = numbers(session, producer)

    assert on(counted, DAY) == (9, 7)  # six people: three of them scanned both
    assert on(counted, today()) == (None, None)
    assert [(row.name, row.scans, row.views) for row in counted.products] == [
        ("=1+1", None, None),
        ("Trà", 5, None),
    ]


def test_one_person_who_scans_often_is_not_seen(session, producer, product):
    scan(session, product, 1, times=12)

    assert on(numbers(session, producer), DAY) == (None, None)


def test_a_day_is_that_of_vietnam(session, producer, product):
    midnight = datetime.combine(DAY, time(), VIETNAM)
    for person in range(5):
        session.add(new_scan(product, midnight + timedelta(minutes=person), person))
    session.flush()

    assert on(numbers(session, producer), DAY) == (5, None)


def test_weeks_are_rounded_down_to_fives(session, producer, product):
    monday = today() - timedelta(days=27)
    for day in range(3):
        scan(session, product, 4, day=monday + timedelta(days=day))

    counted = numbers(session, producer, by_week=True)

    assert [row.scans for row in counted.periods] == [10, None, None, None]


def test_the_page_has_charts_and_their_numbers_in_tables(session, product, browser):
    look(session, product, 1234)
    session.commit()

    page = browser.get(NUMBERS).text

    assert 'aria-label="Biểu đồ lượt xem; số ở bảng bên dưới"' in page
    assert page.count(">1.234<") == 1
    assert "Chưa đủ lượt quét để hiện." in page
    assert browser.get(f"{NUMBERS}?theo=tuan").text.count(">1.230<") == 2
    assert browser.get(f"{NUMBERS}?theo=nam").status_code == 404


def test_a_page_shows_the_leading_products_and_the_workbook_all(session, producer, browser):
    for number in range(52):
        look(session, make_product(session, f"Trà {number}", producer=producer), 5 * number)
    session.commit()

    page = browser.get(NUMBERS).text
    book = openpyxl.load_workbook(BytesIO(browser.get(f"{NUMBERS}/tai-ve.xlsx").data))

    assert page.index(">Trà 51<") < page.index(">Trà 50<")
    assert "2 sản phẩm khác có trong tệp Excel." in page
    assert book.worksheets[1].max_row == 53


def test_the_workbook_holds_numbers_as_numbers_and_no_formula(session, product, browser):
    scan(session, product, 6)
    session.commit()

    answer = browser.get(f"{NUMBERS}/tai-ve.xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.data))

    days, products = book.worksheets
    assert {row[0].value.date(): row[1].value for row in days.iter_rows(min_row=2)}[DAY] == 6
    assert len(list(days.rows)) == 29
    name, code, scans, views = next(products.iter_rows(min_row=2))
    assert (name.value, name.data_type, name.quotePrefix) == ("=1+1", "s", True)
    assert (code.value, scans.value, views.value) == (product.code, 5, "dưới 5")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_many_products_and_days_cost_no_more_statements(session, producer, product, browser):
    counts = []
    for more in (0, 20):
        for number in range(more):
            look(session, make_product(session, f"Trà {number}", producer=producer), 9)
        session.commit()
        with statements() as made:
            assert browser.get(NUMBERS).status_code == 200
        counts.append(len(made))

    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize(("most", "top"), [(0, 10), (10, 10), (11, 20), (101, 200), (5001, 10_000)])
def test_a_chart_ends_at_a_round_number(most, top):
    assert round_above(most) == top
    assert bar_chart([("x", most)]).lines == (top, top // 2, 0)
