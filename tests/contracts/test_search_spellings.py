"""Spellings that differ only in what stands between letters find the same, from every engine."""

import pytest

from search.engine import Facets, InterpretationKind, SearchResult
from tests.contracts.asking import ask, ids, product

FAMILIES = [
    ["Gạo ST25", "Gạo ST 25", "Gạo ST-25", "gao st.25", "Gạo S.T 25"],
    ["Bột 3in1", "Bột 3 in 1", "bột 3-in-1"],
    ["Điều Đắk R'lấp", "Điều Đắk Rlấp", "điều đắk r lấp", "Điều Đắk R’lấp", "dieu dak rlap"],
    ["Gà P.T", "Gà PT", "Gà P T", "Gà P&T", "Gà P-T", "ga pt"],
    ["Gạch M.T.Q.K", "Gạch MTQK", "gạch m t q k"],
    ["Cà phê K'Ho", "Cà phê KHo", "ca phe k ho"],
    ["Cải HD Green", "Cải HDGreen", "cai hd-green"],
    ["Omega 3-6-9", "Omega 369", "omega 3 6 9", "omega 3.6.9"],
    ["Miendong", "Mien dong", "mien-dong", "MIENDONG"],
    ["Miến dong", "Miếndong", "miến-dong"],
    ["Trà Shantuyet", "Trà Shan tuyet", "tra shan-tuyet"],
    ["Bánh Vicosap", "Bánh Vico sap", "banh vi co sap"],
]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
def test_each_spelling_finds_every_other_also_where_a_document_is_spelled_as_typed(engine, family):
    engine.put([product(number, name) for number, name in enumerate(family, 1)])
    engine.put([product(90, "Gạo nếp"), product(91, "Gà ta"), product(92, "Bột sắn")])

    answers = {spelling: set(ids(engine, spelling)) for spelling in family}

    assert answers == {spelling: set(range(1, len(family) + 1)) for spelling in family}


def test_a_place_written_together_is_found_as_it_is_and_not_corrected_to_another(engine):
    engine.put(
        [
            product(1, "Hạt điều", place="xã Kiến Thành, huyện Đắk R'lấp, Đắk Nông"),
            product(2, "Cà phê", place="Đắk Lắk"),
        ]
    )

    answer = engine.search(ask("dak rlap"))

    assert (answer.ids, answer.interpretation, answer.corrected) == (
        (1,),
        InterpretationKind.PLAIN,
        None,
    )


def test_a_name_that_happens_to_be_two_syllables_is_not_corrected(engine):
    engine.put([product(1, "Đông trùng Lion")])

    answer = engine.search(ask("lion"))

    assert (answer.ids, answer.corrected) == ((1,), None)


def test_letters_and_digits_typed_together_must_stand_together_where_they_may_be_keystrokes(engine):
    engine.put([product(1, "Cá mè", place="phường 2"), product(2, "Cà chua")])

    assert ids(engine, "ca2 chua") == (2,)
    assert ids(engine, "ca 2") == (1,)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("mangoes", "Dried mango"),
        ("mango", "Dried mangoes"),
        ("mangoes", "Xoài sấy"),
        ("candies", "Coconut candy"),
        ("conical hats", "Nón lá"),
        ("cashew nuts", "Hạt điều"),
        ("spices", "Mixed spice"),
    ],
)
def test_an_english_noun_and_its_plural_are_one(engine, typed, written):
    engine.put([product(1, written), product(2, "Chè xanh")])

    assert ids(engine, typed) == (1,)


@pytest.mark.parametrize(("typed", "written"), [("mats", "Mát"), ("bos", "Bó")])
def test_no_vietnamese_word_is_taken_for_an_english_plural(engine, typed, written):
    engine.put([product(1, written), product(2, "Mặt"), product(3, "Bò")])

    assert ids(engine, typed) == (1,)


@pytest.mark.parametrize("text", ["🍯", "?!", "- & -", "🍯 …"])
def test_signs_without_a_word_find_nothing_and_the_answer_says_so(engine, text):
    engine.put([product(1, "Mật ong")])

    assert engine.search(ask(text)) == SearchResult(
        (), 0, Facets(), InterpretationKind.WORDLESS, None
    )
    assert engine.search(ask(text, groups=("food",))).total == 0
    assert engine.suggest(text) == []


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\t\u00a0"])
def test_a_blank_text_lists_everything(engine, text):
    engine.put([product(1, "Mật ong")])

    answer = engine.search(ask(text))

    assert (answer.ids, answer.interpretation) == ((1,), InterpretationKind.PLAIN)


def test_a_word_for_a_category_leads_to_what_belongs_to_it(engine):
    engine.put(
        [
            product(1, "Tôm tẩm gia vị"),
            product(2, "Nước mắm", categories=("gia-vi",)),
            product(3, "Muối", categories=("gia-vi",), place="Bạc Liêu"),
        ]
    )

    assert set(ids(engine, "gia vị")[:2]) == {2, 3}
    assert ids(engine, "gia vi bac lieu") == (3,)
    assert ids(engine, "spices") == ids(engine, "gia vị")[:2]


def test_what_a_place_absorbed_is_found_after_what_bears_the_name(engine):
    engine.put(
        [
            product(1, "Chè A", place="Thái Nguyên", region="Bắc Kạn", status="valid-5"),
            product(2, "Chè B", place="Bắc Kạn Thái Nguyên", status="expired-3"),
        ]
    )

    assert ids(engine, "chè bắc kạn") == (2, 1)


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [("xầu riêng", "sầu riêng"), ("cá lcó", "cá lóc"), ("mực một lắng", "mực một nắng")],
)
def test_words_misheard_or_mistyped_lead_to_those_meant_and_their_synonyms(
    engine, typed, corrected
):
    engine.put(
        [
            product(1, "Sầu riêng"),
            product(2, "Cá lóc"),
            product(3, "Mực một nắng"),
            product(4, "Mực 1 nắng"),
        ]
    )

    answer = engine.search(ask(typed))

    assert (answer.interpretation, answer.corrected) == (InterpretationKind.TYPO, corrected)
    assert set(answer.ids) == {"s": {1}, "c": {2}, "m": {3, 4}}[corrected[0]]


def test_half_of_the_accents_are_enough_for_a_synonym(engine):
    engine.put([product(1, "Dầu lạc"), product(2, "Dầu mè")])

    assert ids(engine, "dầu dậu phong") == ids(engine, "dầu đậu phong") == (1,)


@pytest.mark.parametrize("typed", ["matong", "mậtong", "MATONG"])
def test_words_run_together_are_told_apart_as_most_documents_write_them(engine, typed):
    engine.put(
        [
            product(1, "Matong"),
            product(2, "Mật ong hoa nhãn"),
            product(3, "Mật ong rừng"),
            product(4, "Mã Tổng"),
            product(5, "Gốm mã", producer="Tổng hợp Bát Tràng"),
        ]
    )

    assert set(ids(engine, typed)) == {1, 2, 3}
    assert ids(engine, f"{typed} rung") == (3,)


def test_what_words_run_together_were_taken_for_is_said(engine):
    engine.put([product(1, "Mật ong"), product(2, "Mã tổng")])
    engine.put([product(3, "Mật ong rừng")])

    answer = engine.search(ask("matong rung"))

    assert (answer.ids, answer.interpretation, answer.corrected) == (
        (3,),
        InterpretationKind.SPLIT,
        "mật ong rừng",
    )


def test_words_run_together_are_suggested_whichever_way_finds_something(engine):
    engine.put([product(1, "Mật ong"), product(2, "Trà hoa vàng")])

    assert [suggestion.id for suggestion in engine.suggest("matong")] == [1]


def test_the_accents_of_a_foreign_word_tell_nothing(engine):
    engine.put([product(1, "Kty Café"), product(2, "Cafe bột"), product(3, "Cà phê")])
    engine.put([product(4, "Cá"), product(5, "Tiêu", place="Đắk Lắk")])

    assert set(ids(engine, "café")) == set(ids(engine, "cafe")) == {1, 2, 3}
    assert ids(engine, "Đăk Lăk") == ids(engine, "đak lak") == (5,)


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("M'Drắk", ["mdrak", "m drak", "M’Drắk", "MDRẮK", "m'drak", "mđrăk"]),
        ("Cư M'gar", ["cu mgar", "cumgar", "Cư Mgar", "cư m’gar", "cu m gar", "CƯ M'GAR"]),
    ],
)
def test_a_highland_name_is_one_however_it_is_spelled(engine, name, spellings):
    engine.put([product(1, "Cu đơ"), product(2, "Cà phê Đắk Lắk"), product(3, "Củ sen")])

    assert [ids(engine, spelling) for spelling in (name, *spellings[:2])] == [(), (), ()]

    engine.put([product(4, "Hạt điều", place=f"xã {name}, Đắk Lắk")])

    assert {spelling: ids(engine, spelling) for spelling in spellings} == dict.fromkeys(
        spellings, (4,)
    )


def test_of_words_and_a_foreign_one_that_nobody_writes_the_others_are_found(engine):
    engine.put([product(1, "Gà đồi"), product(2, "Củ sen")])

    answer = engine.search(ask("gà brahma"))

    assert (answer.ids, answer.interpretation) == ((1,), InterpretationKind.PARTIAL)


@pytest.mark.parametrize("typed", ["tp hcm", "TP.HCM", "tp. hồ chí minh", "thành phố Hồ Chí Minh"])
def test_a_city_is_found_by_its_name_with_or_without_its_kind(engine, typed):
    engine.put([product(1, "Rau", place="huyện Củ Chi, TP. Hồ Chí Minh"), product(2, "Chè")])

    answer = engine.search(ask(typed))

    assert (answer.ids, answer.interpretation) == ((1,), InterpretationKind.PLAIN)


def test_an_english_fruit_is_not_the_cloth_of_the_same_name(engine):
    engine.put([product(1, "Vải Thanh Hà", categories=("vai",)), product(2, "Túi vải")])
    engine.put([product(3, "Vải thiều sấy", categories=("vai",))])

    assert set(ids(engine, "lychee")) == set(ids(engine, "lychees")) == {1, 3}


@pytest.mark.parametrize("typed", ["hòa bình", "tỉnh Hoà Bình", "tinh hoa binh", "hoa binh"])
def test_the_name_of_a_province_is_no_two_words(engine, typed):
    former = "Hòa Bình Vĩnh Phúc"
    engine.put(
        [
            product(1, "Dưa lưới xã Thái Hòa", place="xã Thái Hòa, Phú Thọ", region=former),
            product(2, "Măng chua", place="xã Mai Hịch, Hòa Bình, Phú Thọ", region=former),
            product(3, "Dừa sáp Thái Hòa", place="xã An Bình, Vĩnh Long"),
            product(4, "Trà hoa", place="xã Hưng Khánh, Ninh Bình"),
        ]
    )

    assert ids(engine, typed) == (2, 1)
