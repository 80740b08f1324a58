"""What every search engine owes a text: what matches, what comes first, what is suggested."""

import pytest

from search.engine import (
    Document,
    InterpretationKind,
    Kind,
    Suggestion,
)
from tests.contracts.asking import ask, ids, product

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
    engine.put([product(1, "Nhan mai", place="Hịch Giang"), product(2, "Bún", place="xã Mai Hịch")])

    assert ids(engine, "mai hịch") == (2, 1)


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
