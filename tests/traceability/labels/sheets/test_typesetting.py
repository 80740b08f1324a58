"""Text never leaves its place: it wraps, shrinks, and only at the end is cut."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from traceability.labels.sheets.label import LabelsRefused
from traceability.labels.sheets.typesetting import Block, clean, fit, height_mm, width_mm

names = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyẪỘỮ -,.0123456789", min_size=1, max_size=120).map(
    clean
)


def test_text_that_has_room_keeps_its_size_and_its_line():
    lines = fit([Block("Miến dong", 9)], width=40, height=10, smallest=5)

    assert [(line.text, line.block.points, line.top) for line in lines] == [("Miến dong", 9, 0)]


def test_long_text_wraps_before_it_shrinks():
    lines = fit([Block("Miến dong Na Rì", 9, most_lines=3)], width=18, height=20, smallest=5)

    assert [(line.text, line.block.points) for line in lines] == [("Miến dong", 9), ("Na Rì", 9)]


def test_text_too_long_for_its_lines_shrinks_before_it_is_cut():
    lines = fit([Block("Miến dong Na Rì", 9, most_lines=1)], width=20, height=20, smallest=5)

    assert [line.text for line in lines] == ["Miến dong Na Rì"]
    assert 5 < lines[0].block.points < 9


def test_text_too_long_at_its_smallest_is_cut_with_an_ellipsis():
    lines = fit([Block("Miến dong Na Rì", 9, most_lines=1)], width=10, height=20, smallest=5)

    assert [(line.text, line.block.points) for line in lines] == [("Miến don…", 5)]


def test_what_must_stay_whole_is_refused_instead_of_cut():
    with pytest.raises(LabelsRefused) as no:
        fit([Block("7K3MX-9QF2Z", 9, whole=True)], width=8, height=20, smallest=5)

    assert no.value.facts == {"reason": "crowded"}


def test_the_longest_block_gives_up_lines_first():
    long, short = Block("dài " * 40, 9, most_lines=4), Block("NSX", 9, whole=True)

    lines = fit([long, short], width=20, height=7, smallest=5)

    assert [line.text for line in lines][-1] == "NSX"
    assert [line.text.endswith("…") for line in lines] == [False, True, False]


def test_more_blocks_than_lines_are_refused():
    with pytest.raises(LabelsRefused):
        fit([Block(str(i), 9) for i in range(9)], width=20, height=10, smallest=5)


def test_a_no_break_space_keeps_a_date_with_its_name():
    dates = "Lô\u00a0L1 · NSX\u00a005/10/2026 · HSD\u00a005/10/2027"

    lines = fit([Block(dates, 6, most_lines=3, whole=True)], width=20, height=20, smallest=6)

    assert [line.text for line in lines] == [
        "Lô\u00a0L1",
        "NSX\u00a005/10/2026",
        "HSD\u00a005/10/2027",
    ]


def test_empty_blocks_take_no_room():
    assert fit([Block("", 9), Block("a", 9)], 20, 20, 5) == fit([Block("a", 9)], 20, 20, 5)


def test_stars_are_left_out_where_their_line_is_too_narrow():
    rating = Block("OCOP 5 sao", 9, bold=True, stars=5, whole=True)

    wide = fit([rating], width=30, height=10, smallest=5)
    narrow = fit([rating], width=13, height=10, smallest=5)

    assert [line.block.stars for line in wide + narrow] == [5, 0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Miến \t dong\n", "Miến dong"),
        (unicodedata.normalize("NFD", "Ẫm thực Ộ ữ"), "Ẫm thực Ộ ữ"),
        ("A\u200bB\x00C", "ABC"),
        ("−18 °C", "−18 °C"),
        ("0\u202f–\u20094 ℃, 5 ㎏", "0 – 4 °C, 5 kg"),
        ("Krông Nô\u2011Č ĐẮK", "Krông Nô-Č ĐẮK"),
        ("Trà ★ №１ → tốt ✓".replace("✓", "‼"), "Trà * No1 -> tốt !!"),
        ("≥ 30 % ½ ⅓ 10′", "≥ 30 % ½ 1⁄3 10'"),
        ("1⅓ kg, ⅓5, 2⅓⅔lít, ⅟3", "1 1⁄3 kg, 1⁄3 5, 2 1⁄3 2⁄3 lít, 1⁄3"),
        ("10⑤, ㉑, 1⒈5, 10⑴", "10(5), (21), 1 1. 5, 10(1)"),
        ("１０, 1½, 10⁵, H₂O, 5㎡", "10, 1½, 10⁵, H₂O, 5m2"),
        ("Rʼlấp, Mʻgar, Kˈho", "R'lấp, M'gar, K'ho"),
        ("", ""),
    ],
)
def test_text_is_composed_and_what_the_font_has_not_is_stood_in_for(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(("text", "sign", "name"), [
    ("Trà 茶 sen", "茶", "U+8336"), ("Mật ong 🍯", "🍯", "U+1F36F"), ("Buôn Kŏ", "ŏ", "U+014F"),
])  # fmt: skip
def test_a_sign_for_which_nothing_stands_is_refused_by_name(text, sign, name):
    with pytest.raises(LabelsRefused) as no:
        clean(text)

    assert no.value.facts == {"reason": "sign", "sign": sign, "name": name}


@given(st.text(max_size=30))
def test_whatever_can_be_seen_is_drawn_or_refused(text):
    try:
        drawn = clean(text)
    except LabelsRefused:
        return

    seen = [c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf"}]
    assert bool(drawn) is bool([c for c in seen if c not in "\u034f\ufe0e\ufe0f"])


@pytest.mark.parametrize("sign", "⅓½⑤㉑⒈🄂⁵₅")
def test_a_number_in_one_sign_joins_no_digit_beside_it(sign):
    assert numbers(f"1{sign}7") == ["1", *numbers(sign), "7"]


def numbers(text):
    return re.findall(r"[0-9][0-9.,]*", clean(text))


@settings(deadline=None)  # the first example loads the fonts
@given(names, names, st.floats(15, 60), st.floats(12, 40))
def test_no_line_is_wider_or_lower_than_its_place(product, producer, width, height):
    blocks = [Block(product, 9, bold=True, most_lines=4), Block(producer, 6, most_lines=3)]

    lines = fit(blocks, width, height, smallest=4)

    assert height_mm(lines) <= height
    for line in lines:
        assert width_mm(line.text, line.block.points, bold=line.block.bold) <= width + 1e-6


@settings(deadline=None)  # the first example loads the fonts
@given(names, st.floats(15, 60))
def test_what_is_not_cut_is_all_there(name, width):
    lines = fit([Block(name, 6, most_lines=60)], width, 400, smallest=4)

    assert "".join(line.text for line in lines).replace(" ", "") == name.replace(" ", "")
