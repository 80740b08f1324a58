"""Interpretations, the segments of a text, synonyms and corrections."""

import pytest

from search.engine import InterpretationKind
from search.language.analysis import analyse
from search.language.synonyms import thesaurus, thesaurus_of
from search.query.correction import corrected
from search.query.interpretation import Needed, interpretations
from search.query.segments import Vocabulary, segments_of
from search.query.typed import typed_text

VOCABULARY = Vocabulary.of({}, {})


def kinds(text):
    return [interpretation.kind for interpretation in interpretations(text, VOCABULARY)]


def segments(text):
    return [
        (" ".join(word.exact for word in segment.words), segment.is_optional)
        for segment in segments_of(analyse(text), VOCABULARY)
    ]


def others(text):
    others = thesaurus().others(analyse(text))
    return {" ".join(word.exact for word in phrase) for phrase in others}


def test_the_literal_interpretation_comes_first_and_the_loosest_last():
    assert kinds("miến dong") == [
        InterpretationKind.PLAIN,
        InterpretationKind.PLAIN,
        InterpretationKind.FOLDED,
        InterpretationKind.TYPO,
        InterpretationKind.PARTIAL,
    ]


def test_keystrokes_come_before_typos():
    assert kinds("mieens dong")[-5:] == [
        InterpretationKind.TELEX,
        InterpretationKind.TELEX,
        InterpretationKind.TYPO,
        InterpretationKind.TYPO,
        InterpretationKind.PARTIAL,
    ]


def test_a_text_without_words_has_no_interpretation():
    assert kinds(" ?! ") == []


def test_a_text_of_any_length_has_few_words():
    assert all(
        len(interpretation.words) <= 12
        for interpretation in interpretations("a b " * 5_000, VOCABULARY)
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("suachua", "sua chua"),
        ("bánhtráng", "bánh tráng"),
        ("hạtđiều", "hạt điều"),
        ("mậtong", "mật ong"),
    ],
)
def test_words_typed_without_a_space_are_split(typed, meant):
    split = next(
        a for a in interpretations(typed, VOCABULARY) if a.kind is InterpretationKind.SPLIT
    )

    assert split.text == meant


def test_words_that_documents_contain_are_not_taken_for_mistakes():
    banh, tet = analyse("bánh tét")

    ordered = list(interpretations("bánh tét", VOCABULARY, lambda _: frozenset({banh, tet})))

    assert [a.kind for a in ordered if a.mistyped] == [InterpretationKind.PARTIAL]
    assert [a.folded for a in ordered if a.kind is InterpretationKind.FOLDED] == [frozenset()]
    assert [a.needed for a in ordered if a.kind is InterpretationKind.PARTIAL] == [
        Needed.FRONT,
        Needed.MOST,
        Needed.MOST,
    ]


def test_only_the_unknown_word_may_be_mistyped():
    words = analyse("muối tôm nimh")

    typo = next(
        a
        for a in interpretations("muối tôm nimh", VOCABULARY, lambda _: {*words[:2]})
        if a.mistyped
    )

    assert (typo.kind, typo.mistyped, typo.folded) == (
        InterpretationKind.TYPO,
        {words[2]},
        {words[2]},
    )


def test_a_legal_form_is_kept_in_short():
    words = thesaurus().abbreviated(analyse("Hợp tác xã Tài Hoan"))

    assert [word.exact for word in words] == ["htx", "tài", "hoan"]


def test_the_longest_phrase_with_synonyms_stays_together():
    assert segments("kẹo đậu phộng giòn") == [("kẹo", False), ("đậu phộng", False), ("giòn", False)]


def test_filler_words_may_be_left_out():
    assert segments("đặc sản hà tĩnh") == [("đặc sản", True), ("hà", False), ("tĩnh", False)]
    assert segments("đặc sản ocop") == [("đặc sản", True), ("ocop", True)]
    assert segments("nước xa") == [("nước", False), ("xa", False)]


@pytest.mark.parametrize("typed", ["mật ong hàng mới", "mat ong hang moi", "mật ong háng mơi"])
def test_a_phrase_for_a_status_stays_together_whatever_its_accents(typed):
    segments = segments_of(analyse(typed), Vocabulary.of({"hàng mới": ("new",)}, {}))

    assert [segment.statuses for segment in segments] == [(), (), ("new",)]


def test_synonyms_lead_both_ways_and_english_one_way():
    assert "heo" in others("lợn")
    assert "lợn" in others("heo")
    assert "lạc" in others("dau phong")
    assert "mật ong" in others("honey")
    assert others("mật ong") == set()


def test_the_thesaurus_has_no_group_of_one():
    assert len(thesaurus().exact) > 200
    assert all(thesaurus().exact.values())


def test_a_word_with_accents_is_not_taken_for_its_plain_look_alike():
    known = thesaurus_of([{"terms": "mè|vừng", "direction": "both"}])

    assert known.others(analyse("me")) != ()
    assert known.others(analyse("mẻ")) == ()


def test_a_correction_uses_the_words_of_the_hits():
    assert corrected(analyse("miến dogn"), ["Miến dong Bình Lư"]) == "miến dong"
    assert corrected(analyse("miến dong"), ["Miến dong"]) is None
    assert corrected(analyse("xyz"), ["Miến dong"]) is None


def test_what_was_right_is_not_corrected():
    right, wrong = analyse("tét bnáh")

    assert corrected((wrong, right), ["Bánh Tệt"], wrong={wrong}) == "bánh tét"
    assert corrected(analyse("mien dogn"), ["Miến dong"], wrong=analyse("dogn")) == "miến dong"


def test_the_best_hit_says_what_was_meant():
    assert corrected(analyse("dung"), ["Miến dong", "Yến hưng", "Hưng hưng"]) == "dong"


@pytest.mark.parametrize(
    ("typed", "written", "nearest"),
    [
        ("dogn", "dong", "dong"),  # swapped
        ("rien", "rieng", "rieng"),  # left out
        ("riengg", "rieng", "rieng"),  # too many
        ("riemg", "rieng", "rieng"),  # another
        ("abcdefgh", "abcdxyzh", None),  # three letters off
        ("bac", "bax", None),  # too short for any
        ("bca", "bac", "bac"),  # too short, but it cannot be right
    ],
)
def test_the_nearest_word_is_so_many_letters_off(typed, written, nearest):
    assert corrected(analyse(typed), [written]) == nearest


def test_words_run_together_are_read_as_a_phrase_that_means_something():
    assert [w.exact for w in typed_text("matong rung", VOCABULARY, most=9).words] == [
        "mat", "ong", "rung",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["tp hcm", "TP.HCM", "tp. hồ chí minh", "tp huế", "tx sơn tây"])
def test_the_kind_of_a_town_in_short_may_be_left_out(typed):
    kind, *_ = segments_of(analyse(typed), VOCABULARY)

    assert kind.is_optional


def test_lychees_are_no_cloth():
    assert "vải thiều" in others("lychee")
    assert "vải" not in others("lychee")


PLACES = Vocabulary.of({}, {}, ["Hòa Bình", "Huế"])


@pytest.mark.parametrize("typed", ["hòa bình", "Hoà Bình", "tỉnh Hòa Bình", "tinh hoa binh"])
def test_the_name_of_a_province_is_one_place_however_it_is_typed(typed):
    [segment] = segments_of(analyse(typed), PLACES)

    assert segment.place == analyse("hòa bình")


@pytest.mark.parametrize("typed", ["tra hoa binh dinh", "hóa bính", "huế"])
def test_plain_words_among_others_and_other_accents_name_no_place(typed):
    assert not any(segment.place for segment in segments_of(analyse(typed), PLACES))
