"""Filters: what people type and tap becomes a query, and an address that leads back to it."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.urls import uri_to_iri

from search.engine import Sort
from storefront.pages.forms import Filters, price
from storefront.pages.rules import GROUP_SLUGS, SORTS, STATES

SLUGS = {"bac-ninh": "bac-ninh", "bac-giang": "bac-ninh", "thai-nguyen": "thai-nguyen"}


@pytest.fixture(scope="module", autouse=True)
def _at_the_site(app):
    """Where addresses are known."""
    with app.test_request_context():
        yield


def read(*pairs):
    return Filters.read(MultiDict(pairs), SLUGS)


def test_an_empty_address_asks_for_everything():
    assert read().query(7).text == ""
    assert read().address() == "/san-pham"


def test_every_choice_reaches_the_query():
    query = read(
        ("q", "  mật   ong "), ("nhom", "thuc-pham"), ("tinh", "thai-nguyen"), ("sao", "5"),
        ("sao", "4"), ("chung_nhan", "con-hieu-luc"), ("gia_tu", "50.000"), ("gia_den", "200000"),
        ("con_hang", "1"), ("sap_xep", "gia-tang"), ("trang", "3"),
    ).query(today=700_000)  # fmt: skip

    assert (query.text, query.groups, query.provinces) == (
        "mật ong",
        ("thuc-pham",),
        ("thai-nguyen",),
    )
    assert query.statuses == ("valid-4", "valid-5")
    assert (query.min_price, query.max_price, query.in_stock) == (50_000, 200_000, True)
    assert (query.sort, query.page, query.today) == (Sort.PRICE_ASC, 3, 700_000)


def test_a_former_province_means_the_one_it_joined():
    assert read(("tinh", "bac-giang"), ("tinh", "bac-ninh")).provinces == ("bac-ninh",)


def test_unknown_values_are_dropped():
    filters = read(
        ("nhom", "x"), ("tinh", "atlantis"), ("sao", "6"), ("chung_nhan", "?"), ("sap_xep", "x")
    )

    assert filters == Filters()


@pytest.mark.parametrize("typed", ["", "0", "-1", "1.5", "x", "٣", "9" * 40, "1e9"])
def test_a_page_that_is_none_is_the_first(typed):
    assert read(("trang", typed)).page == 1


def test_a_page_beyond_the_deepest_is_the_deepest():
    assert read(("trang", "99999")).page == 400


@pytest.mark.parametrize(
    ("typed", "dong"),
    [("125000", 125_000), ("125.000", 125_000), ("125,000", 125_000), ("1 250 000", 1_250_000)],
)  # fmt: skip
def test_prices_are_read_as_people_type_them(typed, dong):
    assert price(typed) == dong


@pytest.mark.parametrize(
    "typed", ["abc", "-5", "1e3", "1250.5", "12,50", "٣٤", "9" * 30, "5 nghìn"]
)
def test_a_price_that_is_no_whole_number_is_kept_and_told(typed):
    filters = read(("gia_tu", typed))

    assert filters.wrong == {"gia_tu"}
    assert filters.low == typed
    assert filters.query(1).min_price is None


def test_a_lowest_price_above_the_highest_is_kept_and_told_and_does_not_count():
    filters = read(("gia_tu", "500000"), ("gia_den", "100.000"))

    assert (filters.wrong, filters.is_reversed) == ({"gia_tu", "gia_den"}, True)
    assert (filters.low, filters.high) == ("500000", "100.000")
    assert (filters.query(1).min_price, filters.query(1).max_price) == (None, None)


@given(
    st.lists(st.sampled_from(GROUP_SLUGS), unique=True),
    st.lists(st.sampled_from(sorted(STATES)), unique=True),
    st.sampled_from(sorted(SORTS)),
    st.integers(1, 400),
    st.text(st.characters(categories=["L", "N"]), max_size=20),
)
def test_an_address_leads_back_to_the_same_filters(groups, states, sort, page, text):
    filters = Filters.read(
        MultiDict(
            [
                ("q", text),
                ("sap_xep", sort),
                *(("nhom", g) for g in groups),
                *(("chung_nhan", s) for s in states),
            ]
        ),
        SLUGS,
    )
    address = filters.address(page=page)

    _, _, query = address.partition("?")
    again = Filters.read(MultiDict(parse_qsl(query)), SLUGS)
    assert again.address(page=again.page) == address


def test_taking_one_filter_away_keeps_the_others_and_goes_to_the_first_page():
    filters = read(("q", "chè"), ("sao", "5"), ("sao", "4"), ("trang", "7"))

    assert uri_to_iri(filters.address(without=("sao", "5"))) == "/san-pham?q=chè&sao=4"
