"""The pages where producers find QR codes and labels of their own products."""

import pytest

from core.access.roles import Role, Scope, ScopeKind
from registry.models import IssuedCode
from tests.factories.catalogue import make_producer, make_product
from tests.factories.people import make_account, signed_in
from tests.statements import statements

LABELS = "/co-so-cua-toi/tem"


@pytest.fixture
def producer(session):
    return make_producer(session)


@pytest.fixture
def product(session, producer):
    return make_product(session, "Miến dong", producer=producer)


@pytest.fixture
def browser(app, session, producer):
    """Of a helper: to print labels is a helper's work as well."""
    scope = Scope(ScopeKind.PRODUCER, producer.id)
    return signed_in(app, session, make_account(session, Role.PRODUCER_HELPER, scope))


def test_own_products_are_listed_and_no_others(session, product, browser):
    other = make_product(session, "Gạo", producer=make_producer(session, "HTX Khác"))
    session.commit()

    page = browser.get(LABELS).text

    assert f'href="{LABELS}/{product.code}"' in page
    assert other.code not in page
    assert browser.get(f"{LABELS}/{other.code}").status_code == 404


def test_a_sheet_is_one_form_away(product, browser):
    address = f"{LABELS}/{product.code}"

    page = browser.get(address)
    sheet = browser.get(f"{address}?mau=a4-65&tu=%201%20")

    assert (page.status_code, page.text.count('class="papers__label"')) == (200, 24 + 65 + 14 + 6)
    assert sheet.status_code == 303
    assert sheet.headers["Location"] == f"/tem/{product.code}.pdf?mau=a4-65&tu=1"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("tu=25", "tu"),
        ("tu=0", "tu"),
        ("tu=x&mau=a4-14", "tu"),
        ("tu=%D9%A3", "tu"),
        ("mau=a5", "mau"),
    ],
)
def test_what_no_sheet_has_is_said_at_its_field(product, browser, query, field):
    page = browser.get(f"{LABELS}/{product.code}?{query}")

    assert page.status_code == 422
    assert f'id="{field}-note"' in page.text


def test_no_label_is_offered_for_a_code_out_of_force(session, product, browser):
    session.get(IssuedCode, product.code).status = "void"
    session.commit()

    page = browser.get(f"{LABELS}/{product.code}?tu=1")

    assert page.status_code == 200
    assert "Lý do: mã đã bị hủy." in page.text
    assert 'name="mau"' not in page.text
    assert "mã đã bị hủy" in browser.get(LABELS).text


def test_a_long_list_is_paged_and_costs_the_same(session, producer, product, browser):
    counts = []
    for more in (0, 30):
        for number in range(more):
            make_product(session, f"Trà {number}", producer=producer)
        session.commit()
        with statements() as made:
            assert browser.get(f"{LABELS}?trang=9999999999").status_code == 200
        counts.append(len(made))

    assert counts[0] == counts[1]
    assert browser.get(LABELS).text.count("rows__link") == 24
    assert browser.get(f"{LABELS}?trang=2").text.count("rows__link") == 7


def test_a_producer_without_products_is_told_when_there_are_labels(browser):
    assert "Chưa có sản phẩm nào" in browser.get(LABELS).text
