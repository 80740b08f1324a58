"""The ladder of readings and the slots a text is cut into."""

from search.analysis import analyse
from search.correction import corrected, distance
from search.engine import Reading
from search.reading import attempts
from search.slots import cut
from search.synonyms import thesaurus, thesaurus_of


def readings(text):
    return [attempt.reading for attempt in attempts(text)]


def slots(text):
    return [
        (" ".join(word.exact for word in slot.words), slot.is_optional)
        for slot in cut(analyse(text), thesaurus())
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
    assert all(len(attempt.words) <= 12 for attempt in attempts("a b " * 5_000))


def test_words_typed_without_a_space_are_split():
    split = next(a for a in attempts("caphe") if a.reading is Reading.SPLIT)

    assert split.text == "ca phe"


def test_the_longest_phrase_with_synonyms_stays_together():
    assert slots("kẹo đậu phộng giòn") == [("kẹo", False), ("đậu phộng", False), ("giòn", False)]


def test_filler_words_may_be_left_out_unless_there_is_nothing_else():
    assert slots("đặc sản bắc kạn") == [("đặc sản", True), ("bắc", False), ("kạn", False)]
    assert slots("đặc sản ocop") == [("đặc sản", False), ("ocop", False)]
    assert slots("nước xa") == [("nước", False), ("xa", False)]


def test_a_number_of_stars_is_understood():
    found = cut(analyse("mật ong 4 sao"), thesaurus())

    assert [slot.stars for slot in found] == [None, None, 4]


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


def test_the_distance_between_words():
    assert distance("dong", "dogn", most=2) == 1
    assert distance("rieng", "rien", most=1) == 1
    assert distance("abcdef", "uvwxyz", most=2) == 3
    assert distance("a", "abcdef", most=1) == 2
