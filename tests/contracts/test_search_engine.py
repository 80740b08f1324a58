"""What every search engine owes: the same suite on each of them."""

from random import Random

import pytest

from search.columns import name_key
from search.engine import (
    Document,
    IndexMissing,
    InterpretationKind,
    Kind,
    SearchQuery,
    Sort,
    Suggestion,
    differences,
)
from storefront.index.rules import ranked

TODAY = 740_000


def product(number, name, **facts) -> Document:
    facts = {"version": "1", "status": "valid-3", "url_key": f"p{number}"} | facts
    facts |= {name: ranked(facts[name]) for name in ("status", "next_status") if name in facts}
    return Document(kind=Kind.PRODUCT, id=number, name=name, **facts)


def ask(text="", **wishes) -> SearchQuery:
    return SearchQuery(**({"text": text, "today": TODAY} | wishes))


def ids(engine, text="", **wishes):
    return engine.search(ask(text, **wishes)).ids


# Matching and ranking


def test_exact_tones_come_before_plain_letters(engine):
    engine.put([product(1, "Mị nương"), product(2, "Mi nương"), product(3, "Mì nương")])

    assert ids(engine, "mi nương")[0] == 2
    assert set(ids(engine, "mi nương")) == {1, 2, 3}
    assert ids(engine, "mì nương") == (3, 2)


def test_whole_words_come_before_beginnings_and_beginnings_before_typos(engine):
    engine.put([product(1, "Robustaa"), product(2, "Rabusta ngon"), product(3, "Robusta")])

    assert ids(engine, "robusta") == (3, 1)
    assert ids(engine, "rabusta") == (2,)
    assert ids(engine, "ribusta") == (3, 2)


def test_a_name_comes_before_a_producer_before_a_place_before_a_story(engine):
    engine.put(
        [
            product(1, "Bún khô", story="làm ở Tài Hoan"),
            product(2, "Bún tươi", place="Tài Hoan"),
            product(3, "Bún gạo", producer="HTX Tài Hoan"),
            product(4, "Bún Tài Hoan"),
        ]
    )

    assert ids(engine, "tài hoan") == (4, 3, 2, 1)


def test_the_thing_itself_comes_before_things_made_with_it(engine):
    engine.put([product(1, "Kẹo mật ong", status="valid-5"), product(2, "Mật ong rừng")])

    assert ids(engine, "mật ong") == (2, 1)


def test_what_the_word_says_comes_before_what_a_synonym_says(engine):
    engine.put(
        [product(1, "Kẹo lạc", status="valid-5", in_stock=True), product(2, "Kẹo đậu phộng")]
    )

    assert ids(engine, "đậu phộng") == (2, 1)
    assert ids(engine, "kẹo lạc") == (1, 2)


def test_status_and_stock_lift_equals_and_hide_nothing(engine):
    engine.put(
        [
            product(1, "Mật ong A", status="expired-5"),
            product(2, "Mật ong B", status="valid-4"),
            product(3, "Mật ong C", status="valid-4", in_stock=True),
            product(4, "Mật ong D", status="none-0", in_stock=True),
        ]
    )

    assert ids(engine, "mật ong") == (3, 2, 4, 1)


def test_all_words_must_match_and_may_lie_in_different_fields(engine):
    engine.put([product(1, "Vải thiều", place="Bắc Giang"), product(2, "Vải lụa", place="Hà Nội")])

    assert ids(engine, "bắc giang vải") == (1,)


def test_a_word_typed_twice_counts_once(engine):
    engine.put([product(1, "Mật ong", place="Giang"), product(2, "Mật ong", producer="Hà")])

    assert ids(engine, "mật ong hà hà giang") == ids(engine, "mật ong hà giang") == (2, 1)


def test_when_nothing_has_all_words_most_of_them_do(engine):
    engine.put([product(1, "Chè Shan tuyết"), product(2, "Trà sen"), product(3, "Bún")])

    answer = engine.search(ask("chè shan tuyết zzzz"))

    assert (answer.ids, answer.interpretation) == ((1,), InterpretationKind.PARTIAL)


def test_a_typo_is_forgiven_and_the_right_word_offered(engine):
    engine.put([product(1, "Sầu riêng Ri6"), product(2, "Bún khô")])

    answer = engine.search(ask("sầu riênh"))

    assert (answer.ids, answer.interpretation, answer.corrected) == (
        (1,),
        InterpretationKind.TYPO,
        "sầu riêng",
    )


def test_three_letters_are_too_few_for_a_typo(engine):
    engine.put([product(1, "Gạo")])

    assert ids(engine, "gak") == ()


@pytest.mark.parametrize(
    ("typed", "interpretation", "corrected"),
    [
        ("mieens dong", InterpretationKind.TELEX, "miến dong"),
        ("mie61n dong", InterpretationKind.VNI, "miến dong"),
        ("miendong", InterpretationKind.SPLIT, "miến dong"),
        ("miền dong", InterpretationKind.FOLDED, "miến dong"),
        ("MIẾN DONG", InterpretationKind.PLAIN, None),
        ("mien dong", InterpretationKind.PLAIN, None),
    ],
)
def test_the_answer_says_how_the_text_was_interpreted(engine, typed, interpretation, corrected):
    engine.put([product(1, "Miến dong")])

    answer = engine.search(ask(typed))

    assert (answer.ids, answer.interpretation, answer.corrected) == (
        (1,),
        interpretation,
        corrected,
    )


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "a:b",
        "(",
        "-x",
        "AND",
        "*",
        "\\",
        "^ ^",
        "mật^2",
        "\x00",
        "🍯",
        "a" * 70_000,
        "ong " * 9_000,
    ],
)
def test_no_text_breaks_a_search_or_a_suggestion(engine, text):
    engine.put([product(1, "Mật ong")])

    engine.search(ask(text))
    engine.suggest(text)


def test_a_wish_without_a_thing_shows_everything(engine):
    engine.put([product(1, "Bún"), product(2, "Trà đặc sản", status="expired-3")])

    assert ids(engine, "đặc sản ocop") == (2, 1)
    assert ids(engine, "sản phẩm ocop") == (1, 2)


def test_another_word_for_goods_is_not_looked_for_in_addresses(engine):
    engine.put([product(1, "Bưởi", place="Trà Vinh"), product(2, "Trà bưởi", place="Huế")])

    assert ids(engine, "chè bưởi") == (2,)


def test_neighbours_in_an_address_come_before_words_far_apart(engine):
    engine.put([product(1, "Nhan Hà", place="Hậu Giang"), product(2, "Bún", place="Hà Giang")])

    assert ids(engine, "hà giang") == (2, 1)


@pytest.mark.parametrize("text", ["trà", "tra", "trà zzzz", "chè hà nội", "trà 4 sao", "trah xanh"])
def test_facets_count_exactly_what_is_found(engine, text):
    engine.put(
        [
            product(1, "Trà xanh", group="a", producer="HTX Chè", place="xã Trà, Hà Nội"),
            product(2, "Tra cứu", group="b", status="valid-4", story="trà"),
            product(3, "Bún", group="a", producer="Trà Xanh", place="Hà Giang"),
        ]
    )

    answer = engine.search(ask(text))

    assert answer.total == len(answer.ids) > 0
    assert sum(answer.facets.group.values()) == answer.total


# Filters, facets, orders, pages


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

    found = [names[number] for number in ids(engine, sort=Sort.NAME)]

    assert found == ["Ám", "An xoa", "Ăn vặt", "Ấm", "Ba", "Cam", "Dưa", "Đào"]


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


# Suggestions


def test_suggestions_know_products_producers_and_places(engine):
    engine.put(
        [
            product(1, "Bắc Kạn miến dong"),
            product(2, "Bánh khảo"),
            Document(
                kind=Kind.PRODUCER, id=3, version="1", name="HTX Bắc Kạn", url_key="htx-bac-kan"
            ),
            Document(
                kind=Kind.PLACE,
                id=4,
                version="1",
                name="Thái Nguyên",
                place="Bắc Kạn",
                url_key="tn",
            ),
        ]
    )

    assert engine.suggest("bac k") == [
        Suggestion(Kind.PRODUCT, 1, "Bắc Kạn miến dong", "p1"),
        Suggestion(Kind.PRODUCER, 3, "HTX Bắc Kạn", "htx-bac-kan"),
        Suggestion(Kind.PLACE, 4, "Thái Nguyên", "tn"),
    ]


def test_products_do_not_crowd_out_producers_and_places(engine):
    engine.put([product(n, f"Trà số {n}") for n in range(20)])
    engine.put(
        [Document(kind=kind, id=1, version="1", name="Trà") for kind in (Kind.PRODUCER, Kind.PLACE)]
    )

    kinds = [suggestion.kind for suggestion in engine.suggest("tra", limit=5)]

    assert kinds == [Kind.PRODUCT, Kind.PRODUCT, Kind.PRODUCT, Kind.PRODUCER, Kind.PLACE]


def test_keystrokes_are_suggested_for_and_nothing_for_nothing(engine):
    engine.put([product(1, "Cà phê drip"), product(2, "Cá kho")])

    assert [s.text for s in engine.suggest("caf phee")] == ["Cà phê drip"]
    assert engine.suggest("  ") == []


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [("sài gòn", "Hồ Chí Minh"), ("khổ qua", "Mướp đắng"), ("hạt điêu", "Hạt điều")],
)
def test_other_words_and_other_accents_are_suggested_for(engine, typed, suggested):
    engine.put([product(1, "Mướp đắng"), product(2, "Hạt điều"), product(3, "Hồ Chí Minh")])

    assert [s.text for s in engine.suggest(typed)] == [suggested]


# Keeping the index


def test_a_document_put_again_replaces_itself(engine):
    engine.put([product(1, "Trà xanh"), product(2, "Bún")])
    engine.put([product(1, "Trà sen", version="2")])

    assert ids(engine, "xanh") == ()
    assert ids(engine, "trà sen") == (1,)
    assert dict(engine.versions()) == {"product:1": "2", "product:2": "1"}
    assert engine.status().documents == 2


def test_what_is_removed_is_gone_and_removing_it_again_is_no_error(engine):
    engine.put([product(1, "Trà"), product(2, "Trà")])

    engine.remove(["product:1"])
    engine.remove(["product:1", "product:77"])

    assert ids(engine, "trà") == (2,)


def test_a_rebuild_replaces_everything_and_reports_progress(engine):
    engine.put([product(1, "Trà")])
    before, seen = engine.status().index, []

    name = engine.rebuild((product(n, "Bún") for n in range(2_500)), progress=seen.append)

    assert name == engine.status().index != before
    assert engine.status().documents == 2_500
    assert ids(engine, "trà") == ()
    assert seen == sorted(seen) != []
    assert seen[-1] <= 2_500


def test_a_rebuild_that_fails_leaves_the_live_index_alone(engine):
    engine.put([product(1, "Trà")])
    live = engine.status().index

    def breaking():
        yield product(2, "Bún")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.rebuild(breaking())

    assert engine.status().index == live
    assert ids(engine, "trà") == (1,)
    engine.put([product(3, "Trà")])
    assert set(ids(engine, "trà")) == {1, 3}


def test_without_an_index_everything_says_so_and_a_rebuild_heals(empty_engine):
    for use in (
        lambda: empty_engine.search(ask("trà")),
        lambda: empty_engine.suggest("trà"),
        lambda: empty_engine.put([product(1, "Trà")]),
        lambda: empty_engine.remove(["product:1"]),
        empty_engine.status,
        lambda: list(empty_engine.versions()),
    ):
        with pytest.raises(IndexMissing):
            use()

    empty_engine.rebuild([product(1, "Trà")])

    assert ids(empty_engine, "trà") == (1,)


def test_differences_name_what_to_put_and_what_to_remove(engine):
    engine.put([product(1, "A"), product(2, "B"), product(3, "C")])

    found = differences(engine.versions(), {"product:1": "1", "product:2": "9", "product:4": "1"})

    assert (found.missing, found.stale, found.surplus) == (
        ("product:4",),
        ("product:2",),
        ("product:3",),
    )
    assert found
    assert not differences(engine.versions(), {f"product:{n}": "1" for n in (1, 2, 3)})


def test_a_rebuild_is_seen_by_the_very_next_search(engine):
    engine.put([product(1, "Chè")])
    assert ids(engine, "chè") == (1,)

    engine.rebuild([product(2, "Chè")])

    assert ids(engine, "chè") == (2,)
