"""The ladder of readings and the slots a text is cut into."""

import pytest

from search.engine import Reading
from search.language.analysis import analyse
from search.language.synonyms import thesaurus, thesaurus_of
from search.query.correction import corrected, distance
from search.query.interpretation import Needed, attempts
from search.query.segments import Vocabulary, cut

VOCABULARY = Vocabulary.of({})


def readings(text):
    return [attempt.reading for attempt in attempts(text, VOCABULARY)]


def slots(text):
    return [
        (" ".join(word.exact for word in slot.words), slot.is_optional)
        for slot in cut(analyse(text), VOCABULARY)
    ]


def others(text):
    found = thesaurus().others(analyse(text))
    return {" ".join(word.exact for word in phrase) for phrase in found}


def test_the_literal_reading_comes_first_and_the_loosest_last():
    assert readings("miến dong") == [
        Reading.PLAIN,
        Reading.PLAIN,
        Reading.FOLDED,
        Reading.TYPO,
        Reading.PARTIAL,
    ]


def test_keystrokes_come_before_typos():
    assert readings("mieens dong")[-4:] == [
        Reading.TELEX,
        Reading.TELEX,
        Reading.TYPO,
        Reading.PARTIAL,
    ]


def test_nothing_is_read_into_nothing():
    assert readings(" ?! ") == []


def test_a_text_of_any_length_has_few_words():
    assert all(len(attempt.words) <= 12 for attempt in attempts("a b " * 5_000, VOCABULARY))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("caphe", "ca phe"),
        ("bánhtráng", "bánh tráng"),
        ("hạtđiều", "hạt điều"),
        ("mậtong", "mật ong"),
    ],
)
def test_words_typed_without_a_space_are_split(typed, meant):
    split = next(a for a in attempts(typed, VOCABULARY) if a.reading is Reading.SPLIT)

    assert split.text == meant


def test_words_that_documents_contain_are_not_taken_for_mistakes():
    banh, tet = analyse("bánh tét")

    ladder = list(attempts("bánh tét", VOCABULARY, lambda _: frozenset({banh, tet})))

    assert [a.reading for a in ladder if a.mistyped] == [Reading.PARTIAL]
    assert [a.folded for a in ladder if a.reading is Reading.FOLDED] == [frozenset()]
    assert [a.needed for a in ladder if a.reading is Reading.PARTIAL] == [
        Needed.FRONT,
        Needed.MOST,
        Needed.MOST,
    ]


def test_only_the_strange_word_may_be_mistyped():
    words = analyse("muối tôm nimh")

    typo = next(
        a for a in attempts("muối tôm nimh", VOCABULARY, lambda _: {*words[:2]}) if a.mistyped
    )

    assert (typo.reading, typo.mistyped, typo.folded) == (Reading.TYPO, {words[2]}, {words[2]})


def test_a_legal_form_is_kept_in_short():
    words = thesaurus().abbreviated(analyse("Hợp tác xã Tài Hoan"))

    assert [word.exact for word in words] == ["htx", "tài", "hoan"]


def test_the_longest_phrase_with_synonyms_stays_together():
    assert slots("kẹo đậu phộng giòn") == [("kẹo", False), ("đậu phộng", False), ("giòn", False)]


def test_filler_words_may_be_left_out():
    assert slots("đặc sản hà tĩnh") == [("đặc sản", True), ("hà", False), ("tĩnh", False)]
    assert slots("đặc sản ocop") == [("đặc sản", True), ("ocop", True)]
    assert slots("nước xa") == [("nước", False), ("xa", False)]


@pytest.mark.parametrize("typed", ["mật ong hàng mới", "mat ong hang moi", "mật ong háng mơi"])
def test_a_phrase_for_a_status_stays_together_whatever_its_accents(typed):
    found = cut(analyse(typed), Vocabulary.of({"hàng mới": ("new",)}))

    assert [slot.statuses for slot in found] == [(), (), ("new",)]


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


def test_the_distance_between_words():
    assert distance("dong", "dogn", most=2) == 1
    assert distance("rieng", "rien", most=1) == 1
    assert distance("abcdef", "uvwxyz", most=2) == 3
    assert distance("a", "abcdef", most=1) == 2
