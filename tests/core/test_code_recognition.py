"""A code is recognised in whatever surrounds it, and nothing is that does not stand there."""

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.code_recognition import CodeFault, recognise
from core.codes import ALPHABET, check_character, printed

CODE, OTHER = "7K3MX9QF2Z", "0CP8Y4T6WD"

codes = st.text(ALPHABET, min_size=9, max_size=9).map(lambda body: body + check_character(body))
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202c\u2066\u2069\u00ad"
SHIM = "https://l.facebook.com/l.php?u=https%3A%2F%2Fchosao.vn%2F"
BEFORE = [
    "", " ", "\u00a0", "\u202e", "(", "<", '"', "“", "«", "👉 ", "Mã: ", "mã số:", "> ", "*", "_",
    "#", "\ufeff", "Xem tại ", "https://chosao.vn/", "HTTPS://CHOSAO.VN/", "chosao.vn/", "/", "%20",
    "http://www.chosao.vn/", "www.chosao.vn/bao-cao/", "http://127.0.0.1:8000/", "\x1d", "&lt;",
    "https://chosao.vn//", "%E2%80%8B", SHIM, "https://www.google.com/url?q=https://chosao.vn/",
    "https://chosao.vn/tra-cuu?ma=", "Gọi 0912 345 678, mã ", "[mã](https://chosao.vn/",
]  # fmt: skip
AFTER = [
    "", " ", ".", ",", "...", "…", ")", ">", '"', "”", "»", "'", "!", "?", ";", ":", "*", "_",
    "\t", "%20", "%0A", "%22", "&nbsp;", "\u200b", "\u202c", "/", "//", "?utm_source=zalo&utm=chat",
    "?fbclid=IwAR0-hJ_k2", "#top", "#:~:text=OCOP", "/?lang=en", " nhé!", " (tem mờ)", "\r\n",
    "\n> trả lời", "\x1e",
]  # fmt: skip


def _as_printed(code):
    return [
        code,
        code.lower(),
        printed(code),
        printed(code).lower(),
        printed(code).replace("-", " "),
    ]


ways = st.integers(0, 4)


@given(codes, ways, st.sampled_from(BEFORE), st.sampled_from(AFTER))
@example(CODE, 0, "Gọi 0912 345 678, mã ", " nhé!")
@example("JFVBRSZBTV", 0, "mã ", "?")
@example("JFVBRSZBTV", 2, "mã ", "?")
def test_a_code_is_read_whatever_stands_around_it(code, way, before, after):
    as_labels_print_it = way in {0, 2}
    assume(not code.isdigit() and (as_labels_print_it or not code.isalpha()))

    assert recognise(before + _as_printed(code)[way] + after).codes == (code,)


@given(codes, ways)
def test_a_code_alone_is_read_also_where_it_is_a_word_or_a_number(code, way):
    typed = _as_printed(code)[way]
    reading = recognise(typed)

    assert (reading.codes or reading.doubtful) == (code,)


@given(
    codes,
    st.lists(
        st.tuples(st.integers(0, 10), st.sampled_from([*INVISIBLE, " ", "-", "–", "\u00a0", "\n"]))
    ),
)
def test_gaps_and_hidden_signs_inside_change_nothing(code, insertions):
    assume(any(c.isdigit() for c in code) and not code.isdigit())
    letters = list(code)
    for place, sign in sorted(insertions[:4], reverse=True):
        letters.insert(place, sign)

    reading = recognise("".join(letters))

    assert code in reading.codes + reading.doubtful


FULL_WIDTH = {c: chr(ord(c) + 0xFEE0) for c in ALPHABET}
CYRILLIC = dict(zip("ABCEHKMPTXY", "АВСЕНКМРТХУ", strict=True))
GREEK = dict(zip("ABEZHKMNPTYX", "ΑΒΕΖΗΚΜΝΡΤΥΧ", strict=True))
TYPED_AS = {"0": "O", "1": "I"}


@given(codes, st.sampled_from([FULL_WIDTH, CYRILLIC, GREEK, TYPED_AS]), st.data())
def test_letters_that_look_alike_are_the_same(code, table, data):
    assume(any(c.isdigit() for c in code) and not code.isdigit())
    places = data.draw(st.sets(st.integers(0, 9)))
    typed = "".join(table.get(c, c) if i in places else c for i, c in enumerate(code))

    reading = recognise(typed)

    assert code in reading.codes + reading.doubtful


TELEX = {
    "DD": "Đ",
    "AA": "Â",
    "EE": "Ê",
    "AW": "Ă",
    "AS": "Á",
    "EF": "È",
    "YJ": "Ỵ",
    "AR": "Ả",
    "EX": "Ẽ",
}
VNI = {
    "D9": "Đ",
    "A6": "Â",
    "E6": "Ê",
    "A8": "Ă",
    "A1": "Á",
    "E2": "È",
    "Y5": "Ỵ",
    "A3": "Ả",
    "E4": "Ẽ",
}


@given(st.sampled_from([TELEX, VNI]), st.data())
def test_what_a_vietnamese_keyboard_made_of_a_code_is_undone(method, data):
    """Where both methods give a well-formed code, both are offered."""
    keys = data.draw(st.sampled_from(sorted(method)))
    rest = data.draw(st.text("2345678BCGHKMNPQTVZ", min_size=7, max_size=7))
    place = data.draw(st.integers(0, 7))
    body = rest[:place] + keys + rest[place:]
    code = body + check_character(body)
    typed = (body.replace(keys, method[keys]) + code[-1])[:10]

    assert code in recognise(typed).codes
    assert code in recognise(unicodedata.normalize("NFD", typed).lower()).codes


@given(codes, codes, st.sampled_from([" ", ", ", "\n", " và ", "; https://chosao.vn/"]))
def test_two_codes_are_both_told(one, other, between):
    assume(one != other and all(any(c.isdigit() for c in code) for code in (one, other)))
    assume(not one.isdigit() and not other.isdigit())

    assert set(recognise(one + between + other).codes) == {one, other}


@given(st.text(ALPHABET.lower() + ALPHABET + " -./?%\u200bĐÂ", max_size=60))
def test_nothing_is_recognised_that_does_not_stand_there(text):
    """Whatever was between its letters: they are there, in this order."""
    reading = recognise(text)
    typed = unicodedata.normalize("NFC", text).upper().translate(str.maketrans("ILO", "110"))
    for code in reading.codes + reading.doubtful:
        letters = iter(
            typed.replace("Đ", "DD").replace("Â", "AA")
            + typed.replace("Đ", "D9").replace("Â", "A6")
        )
        assert all(letter in letters for letter in code)


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text):
    assert len(recognise(text).doubtful) <= 8


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"{CODE} {CODE}", (CODE,)),
        (CODE + CODE, (CODE,)),
        (f"{CODE}, {OTHER}", (CODE, OTHER)),
        ("7K3M=X9", ()),
        ("Mật ong bạc hà Mèo Vạc 500ml, giá 250000đ", ()),
        ("0912345678", ()),
        ("550e8400-e29b-41d4-a716-446655440000", ()),
        (f"50%{CODE}", (CODE,)),
        ("7K3=\r\nMX9QF2Z", (CODE,)),
        ("7K3MX=9QF2Z", (CODE,)),
        ("&lt;7K3MX&#8203;9QF2Z&gt;", (CODE,)),
    ],
)
def test_what_stands_in_a_text(text, codes):
    assert recognise(text).codes == codes


@pytest.mark.parametrize(
    ("text", "letters", "fault"),
    [
        ("7K3MX9", "7K3MX9", CodeFault.SHORT),
        ("Mã 7k3mx-9qf2y.", "7K3MX9QF2Y", CodeFault.CHECK_CHARACTER),
        ("7K3MX9QF2ZZ", "7K3MX9QF2ZZ", CodeFault.LONG),
        ("7K3MX9QF2U", "7K3MX9QF2U", CodeFault.LETTERS),
        ("https://chosao.vn/7K3MX9QF2", "7K3MX9QF2", CodeFault.SHORT),
    ],
)
def test_what_was_perhaps_meant_is_told_with_its_fault(text, letters, fault):
    reading = recognise(text)

    assert (reading.codes, reading.doubtful) == ((), ())
    assert reading.near == (letters, fault)


def test_a_word_and_a_telephone_number_are_codes_only_in_doubt():
    word, number = "JFVBRSZBTV", "0912340086"

    for text in (f"xin {word.lower()} nhé", f"Gọi {number} nhé"):
        reading = recognise(text)
        assert reading.codes == ()
        assert len(reading.doubtful) == 1


def test_a_key_that_came_late_is_undone_only_in_doubt():
    body = "2DAD45678"
    code = body + check_character(body)

    assert recognise("2ĐA45678" + code[-1]).codes == ()
    assert code in recognise("2ĐA45678" + code[-1]).doubtful
