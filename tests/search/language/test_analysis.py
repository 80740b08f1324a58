"""Text analysis: laws that hold for any text, and the spellings of Vietnamese."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.analysis import analyse, fold, folded_text, normalise

VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđbcghklmnpqrstvx ÀĐỸ"
)


def alike(letters):
    """These letters with whatever mark any language puts on them."""
    return st.sampled_from([c for c in map(chr, range(0x2000)) if fold(normalise(c)) in {*letters}])


# Words that the rule for i and y takes for its own once they are folded.
LOOK_ALIKES = st.one_of(
    st.tuples(alike("hklmst"), alike("yi")), st.tuples(alike("q"), alike("u"), alike("iy"))
).map("".join)
TEXT = st.one_of(st.text(max_size=60), st.text(VIETNAMESE, max_size=60))


def exact_text(text):
    return " ".join(word.exact for word in analyse(text))


@given(TEXT)
def test_analysing_what_was_analysed_changes_nothing(text):
    assert exact_text(exact_text(text)) == exact_text(text)
    assert folded_text(folded_text(text)) == folded_text(text)


@given(LOOK_ALIKES)
def test_folding_twice_is_folding_once_whatever_marks_a_letter_bears(text):
    assert folded_text(folded_text(text)) == folded_text(text)
    assert exact_text(exact_text(text)) == exact_text(text)
    assert fold(exact_text(text)) == folded_text(text)


@pytest.mark.parametrize(
    ("text", "exact", "folded"),
    [
        ("Sÿ", "sï", "si"),
        ("śy", "sí", "si"),
        ("ŝỳ", "ŝì", "si"),
        ("Lý", "lí", "li"),
        ("qüi", "qüy", "quy"),
        ("quí", "quý", "quy"),
        ("hẏ", "hi", "hi"),
        ("đy", "đy", "dy"),
        ("kýt", "kýt", "kyt"),
    ],
)
def test_a_mark_of_any_language_does_not_hide_that_i_is_written_for_y(text, exact, folded):
    assert [(word.exact, word.folded) for word in analyse(text)] == [(exact, folded)]
    assert folded_text(folded) == folded


@given(st.text(VIETNAMESE, max_size=60))
def test_composed_and_decomposed_text_are_analysed_alike(text):
    assert analyse(unicodedata.normalize("NFD", text)) == analyse(
        unicodedata.normalize("NFC", text)
    )


@given(TEXT)
def test_folding_the_exact_words_gives_the_folded_words(text):
    assert folded_text(exact_text(text)) == folded_text(fold(exact_text(text))) == folded_text(text)


@given(st.text(VIETNAMESE, max_size=60))
def test_folded_vietnamese_is_plain_letters(text):
    assert folded_text(text).isascii()


@given(TEXT)
def test_no_word_contains_a_space_or_the_joining_sign(text):
    for word in analyse(text):
        assert word.exact.split() == [word.exact]
        assert "_" not in word.exact


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "hòa bình"),
        ("thuỷ sản", "thủy sản"),
        ("toả", "tỏa"),
        ("khoẻ", "khỏe"),
        ("mì Quảng", "mỳ quảng"),
        ("kĩ thuật", "kỹ thuật"),
        ("Mỹ Tho", "mĩ tho"),
        ("công ty", "công ti"),
        ("Quy Nhơn", "qui nhơn"),
        ("ĐÀ NẴNG", "đà nẵng"),
        ("Ðà Nẵng", "đà nẵng"),
        ("mật\u200b ong\u00ad", "mật ong"),
        ("ＧẠＯ ＳＴ２５", "gạo st25"),
        ("Đắk R’lấp", "đắk r'lấp"),
    ],
)
def test_two_spellings_of_one_word_are_analysed_alike(one, other):
    assert analyse(one) == analyse(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("tai", "tay"), ("cúi", "cúy"), ("hai", "hay"), ("mì", "mí"), ("da", "đa"), ("yên", "iên")],
)
def test_words_that_only_look_alike_stay_apart(one, other):
    assert exact_text(one) != exact_text(other)


def test_a_tone_sits_where_most_people_write_it():
    assert exact_text("hoà thuỷ toán quả giá chuyện nghĩa cứu người khuỷu hoàng") == (
        "hòa thủy toán quả giá chuyện nghĩa cứu người khuỷu hoàng"
    )


def test_punctuation_separates_words():
    assert exact_text("Mật ong (500ml) – loại 1/2, “ngon”!") == "mật ong 500 ml loại 1 2 ngon"


def test_a_tone_stays_where_it_is_in_what_is_no_syllable():
    assert exact_text("traixoài") == "traixoài"
