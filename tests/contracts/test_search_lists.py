"""What every search engine owes a list: filters, facets, orders, pages, and midnight."""

from random import Random

import pytest

from search.columns import name_key
from search.engine import (
    Document,
    InterpretationKind,
    Kind,
    Sort,
)
from tests.contracts.asking import TODAY, ask, ids, product


@pytest.fixture
def shop(engine):
    engine.put(
        [
            product(1, "Trà A", group="drink", province="lao-cai", status="valid-4", price_dong=50),
            product(
                2, "Trà B", group="drink", province="bac-ninh", status="valid-3", price_dong=70
            ),
            product(
                3, "Trà C", group="food", province="lao-cai", status="expired-4", in_stock=True
            ),
            product(4, "Trà D", group="food", province="lao-cai", status="valid-4", price_dong=90),
            product(5, "Gạo Đ", group="food", province="ha-noi", status="potential-5"),
            Document(kind=Kind.PRODUCER, id=1, version="1", name="HTX Trà"),
        ]
    )
    return engine


def test_a_facet_counts_what_a_tap_on_its_value_would_show(shop):
    facets = shop.search(ask("trà", groups=("drink",), statuses=("valid-4",))).facets

    assert facets.group == {"drink": 1, "food": 1}
    assert facets.province == {"lao-cai": 1}
    assert facets.status == {"valid-4": 1, "valid-3": 1}
    for group, count in facets.group.items():
        assert shop.search(ask("trà", groups=(group,), statuses=("valid-4",))).total == count
    for status, count in facets.status.items():
        assert shop.search(ask("trà", groups=("drink",), statuses=(status,))).total == count


def test_only_the_statuses_asked_for_are_found(shop):
    assert set(ids(shop, statuses=("valid-4",))) == {1, 4}
    assert set(ids(shop, statuses=("expired-4", "potential-5"))) == {3, 5}
    assert ids(shop, statuses=("revoked-4",)) == ()


def test_a_phrase_may_mean_a_status(shop):
    assert set(ids(shop, "trà 4 sao")) == {1, 4}
    assert set(ids(shop, "bốn sao trà")) == {1, 4}
    assert ids(shop, "trà 6 sao") != ids(shop, "trà 4 sao")


def test_a_price_range_leaves_out_what_has_no_price(shop):
    assert set(ids(shop, min_price=50, max_price=70)) == {1, 2}
    assert set(ids(shop, min_price=71)) == {4}
    assert ids(shop, in_stock=True) == (3,)


def test_filters_that_nothing_fits_do_not_loosen_the_text(shop):
    answer = shop.search(ask("trà", provinces=("ha-noi",)))

    assert (answer.ids, answer.total, answer.interpretation) == ((), 0, InterpretationKind.PLAIN)
    assert answer.facets.province == {"lao-cai": 3, "bac-ninh": 1}


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.PRICE_ASC, (1, 2, 4, 3, 5)),
        (Sort.PRICE_DESC, (4, 2, 1, 3, 5)),
        (Sort.NAME, (5, 1, 2, 3, 4)),
    ],
)
def test_orders(shop, sort, expected):
    assert ids(shop, sort=sort) == expected


def test_names_are_ordered_by_the_vietnamese_alphabet(engine):
    names = ["Cam", "Ăn vặt", "An xoa", "Ấm", "Đào", "Dưa", "Ba", "Ám"]
    engine.put([product(number, name) for number, name in enumerate(names)])

    listed = [names[number] for number in ids(engine, sort=Sort.NAME)]

    assert listed == ["Ám", "An xoa", "Ăn vặt", "Ấm", "Ba", "Cam", "Dưa", "Đào"]


def test_the_order_of_names_is_exact_however_much_they_share_and_however_they_were_put(engine):
    chance = Random(7)
    heads = ["Mật ong", "Mật ong hoa nhãn Hưng Yên loại đặc biệt", "Mật ong hoa nhãn Hưng Yên loại"]
    tails = ["", " một", " hai", " (500 g)", " - hộp", " mốt", " môt"]
    documents = [
        product(n, chance.choice(heads) + chance.choice(tails), group=f"g{n % 2}")
        for n in range(150)
    ]
    for start in range(0, 150, 50):
        engine.put(documents[start : start + 50])
    documents[7] = product(7, "Mật ong mới", group="g1", version="2")
    engine.put([documents[7]])
    engine.remove(["product:11"])
    left = [document for document in documents if document.id != 11]

    for groups in ((), ("g1",)):
        wishes = {"sort": Sort.NAME, "groups": groups, "per_page": 7}
        pages = [ids(engine, page=page, **wishes) for page in range(1, 23)]
        expected = [d.id for d in sorted(left, key=name_key) if d.group in (groups or d.group)]
        assert [n for page in pages for n in page] == expected


def test_without_text_what_is_in_force_comes_first_then_more_stars_then_newer(engine):
    statuses = [
        "none-0",
        "valid-3",
        "expired-5",
        "valid-5",
        "potential-5",
        "unconfirmed-4",
        "valid-5",
    ]
    engine.put([product(n, f"P{n}", status=s, newest=730_000 + n) for n, s in enumerate(statuses)])

    assert ids(engine) == (6, 3, 1, 4, 5, 2, 0)


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", ["", "bún"])
def test_pages_follow_each_other_without_gap_or_repetition(engine, sort, text):
    engine.put([product(n, "Bún khô", newest=738_000, price_dong=5) for n in range(60)])

    pages = [ids(engine, text, sort=sort, page=page, per_page=7) for page in range(1, 10)]

    assert sorted(n for page in pages for n in page) == list(range(60))
    assert engine.search(ask(text, page=10, per_page=7)).total == 60


def test_nobody_pages_deeper_than_the_deepest(shop):
    answer = shop.search(ask("trà", page=10_000_000))

    assert (answer.ids, answer.total) == ((), 4)


def test_each_kind_is_searched_apart(shop):
    assert ids(shop, "trà", kind=Kind.PRODUCER) == (1,)


# A status changes at midnight


def test_on_the_day_of_change_the_same_index_answers_differently(engine):
    lapsing = {"status": "valid-4", "next_status": "expired-4", "change_on": TODAY}
    engine.put([product(1, "Trà A", **lapsing), product(2, "Trà B", status="valid-3")])

    before = engine.search(ask("trà", today=TODAY - 1))
    after = engine.search(ask("trà", today=TODAY))

    assert (before.ids, after.ids) == ((1, 2), (2, 1))
    assert before.facets.status == {"valid-4": 1, "valid-3": 1}
    assert after.facets.status == {"expired-4": 1, "valid-3": 1}
    assert ids(engine, statuses=("valid-4",), today=TODAY - 1) == (1,)
    assert ids(engine, statuses=("valid-4",)) == ()
    assert ids(engine, statuses=("expired-4",)) == (1,)
    assert (ids(engine, today=TODAY - 1), ids(engine)) == ((1, 2), (2, 1))
